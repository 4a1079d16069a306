using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class TimeLimitsAndMessages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The words of a case have its month now; they are written anew before the desk opens.
            migrationBuilder.Sql("TRUNCATE desk_case_words");

            migrationBuilder.AddColumn<string>(
                name: "calendar_code",
                table: "desk_department",
                type: "text",
                maxLength: 100,
                nullable: true,
                collation: "C"
            );

            migrationBuilder.AddColumn<string>(
                name: "calendar_code",
                table: "desk_customer_tier",
                type: "text",
                maxLength: 100,
                nullable: true,
                collation: "C"
            );

            migrationBuilder.CreateTable(
                name: "desk_calendar",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    content = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    is_default = table.Column<bool>(type: "boolean", nullable: false),
                    is_retired = table.Column<bool>(type: "boolean", nullable: false),
                    pack = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    is_own = table.Column<bool>(type: "boolean", nullable: false),
                    address = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    make_up_words = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    make_up_like = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    imported = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    not_understood = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    read_at = table.Column<long>(type: "bigint", nullable: true),
                    next_read_at = table.Column<long>(type: "bigint", nullable: true),
                    failed_at = table.Column<long>(type: "bigint", nullable: true),
                    failure = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_zh_hans = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_zh_hant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_calendar", x => x.code);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_clock",
                columns: table => new
                {
                    case_key = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<long>(type: "bigint", nullable: false),
                    policy_code = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    policy_version = table.Column<int>(type: "integer", nullable: false),
                    task_key = table.Column<long>(type: "bigint", nullable: true),
                    unit = table.Column<string>(type: "text", maxLength: 400, nullable: true, collation: "C"),
                    state = table.Column<string>(type: "text", maxLength: 20, nullable: false, collation: "C"),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    due_at = table.Column<long>(type: "bigint", nullable: false),
                    paused_at = table.Column<long>(type: "bigint", nullable: true),
                    paused_total = table.Column<long>(type: "bigint", nullable: false),
                    ended_at = table.Column<long>(type: "bigint", nullable: true),
                    next_mark = table.Column<string>(type: "text", maxLength: 40, nullable: true, collation: "C"),
                    next_mark_at = table.Column<long>(type: "bigint", nullable: true),
                    rounds_done = table.Column<int>(type: "integer", nullable: false),
                    record = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_clock", x => new { x.case_key, x.key });
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_message",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    order_id = table.Column<string>(type: "text", maxLength: 200, nullable: false, collation: "C"),
                    part = table.Column<string>(type: "text", maxLength: 200, nullable: false, collation: "C"),
                    channel = table.Column<string>(type: "text", maxLength: 20, nullable: false, collation: "C"),
                    template = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    template_version = table.Column<int>(type: "integer", nullable: false),
                    is_urgent = table.Column<bool>(type: "boolean", nullable: false),
                    case_key = table.Column<long>(type: "bigint", nullable: true),
                    task_key = table.Column<long>(type: "bigint", nullable: true),
                    job_key = table.Column<long>(type: "bigint", nullable: true),
                    to = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    cc = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    bcc = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    receivers = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    blind_receivers = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    language = table.Column<string>(type: "text", maxLength: 10, nullable: false, collation: "C"),
                    subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    html = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    values = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<string>(type: "text", maxLength: 20, nullable: false, collation: "C"),
                    held_for = table.Column<string>(type: "text", maxLength: 20, nullable: true, collation: "C"),
                    not_before = table.Column<long>(type: "bigint", nullable: true),
                    digest_key = table.Column<long>(type: "bigint", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    resends = table.Column<int>(type: "integer", nullable: false),
                    provider_id = table.Column<string>(type: "text", maxLength: 200, nullable: true, collation: "C"),
                    last_error = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    last_attempt_at = table.Column<long>(type: "bigint", nullable: true),
                    sent_at = table.Column<long>(type: "bigint", nullable: true),
                    delivered_at = table.Column<long>(type: "bigint", nullable: true),
                    finished_at = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_message", x => x.key);
                    table.ForeignKey(
                        name: "FK_desk_message_desk_case_case_key",
                        column: x => x.case_key,
                        principalTable: "desk_case",
                        principalColumn: "key"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_message_preference",
                columns: table => new
                {
                    user_name = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    task_channels = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reminder_channels = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    quiet_from = table.Column<string>(type: "text", maxLength: 5, nullable: true, collation: "C"),
                    quiet_to = table.Column<string>(type: "text", maxLength: 5, nullable: true, collation: "C"),
                    time_zone = table.Column<string>(type: "text", maxLength: 100, nullable: true, collation: "C"),
                    digest_times = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    updated_at = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_message_preference", x => x.user_name);
                    table.ForeignKey(
                        name: "FK_desk_message_preference_desk_user_user_name",
                        column: x => x.user_name,
                        principalTable: "desk_user",
                        principalColumn: "user_name",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_message_template",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    content = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    pack = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    pack_content = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    is_retired = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_message_template", x => x.code);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_message_template_version",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    author = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    pack = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    comment = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_message_template_version", x => new { x.code, x.version });
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_push_key",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", maxLength: 20, nullable: false, collation: "C"),
                    private_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_push_key", x => x.name);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_push_subscription",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    user_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    endpoint = table.Column<string>(type: "text", maxLength: 1000, nullable: false, collation: "C"),
                    public_key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    secret = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    device = table.Column<string>(type: "text", maxLength: 200, nullable: false, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_push_subscription", x => x.key);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_time_limit_policy",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    is_retired = table.Column<bool>(type: "boolean", nullable: false),
                    pack = table.Column<string>(type: "text", maxLength: 100, nullable: true, collation: "C"),
                    author = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    comment = table.Column<string>(type: "text", nullable: true, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_time_limit_policy", x => new { x.code, x.version });
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_work_item_assignee",
                table: "desk_work_item",
                column: "assignee",
                filter: "status = 'Open'"
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_work_item_open_case_key",
                table: "desk_work_item",
                column: "case_key",
                filter: "status = 'Open'"
            );

            migrationBuilder.CreateIndex(name: "IX_desk_clock_due_at", table: "desk_clock", column: "due_at", filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_desk_clock_next_mark_at_key",
                table: "desk_clock",
                columns: new[] { "next_mark_at", "key" },
                filter: "next_mark_at IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_clock_policy_code_ended_at",
                table: "desk_clock",
                columns: new[] { "policy_code", "ended_at" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_clock_task_key",
                table: "desk_clock",
                column: "task_key",
                filter: "task_key IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_message_case_key_channel_key",
                table: "desk_message",
                columns: new[] { "case_key", "channel", "key" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_message_channel_provider_id",
                table: "desk_message",
                columns: new[] { "channel", "provider_id" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_message_channel_sent_at",
                table: "desk_message",
                columns: new[] { "channel", "sent_at" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_message_channel_state_key",
                table: "desk_message",
                columns: new[] { "channel", "state", "key" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_message_created_at_key",
                table: "desk_message",
                columns: new[] { "created_at", "key" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_message_digest_key", table: "desk_message", column: "digest_key");

            migrationBuilder.CreateIndex(name: "IX_desk_message_job_key", table: "desk_message", column: "job_key");

            migrationBuilder.CreateIndex(
                name: "IX_desk_message_order_id_part",
                table: "desk_message",
                columns: new[] { "order_id", "part" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_message_state_held_for_not_before",
                table: "desk_message",
                columns: new[] { "state", "held_for", "not_before" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_push_subscription_endpoint",
                table: "desk_push_subscription",
                column: "endpoint",
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_desk_push_subscription_user_name", table: "desk_push_subscription", column: "user_name");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "desk_calendar");

            migrationBuilder.DropTable(name: "desk_clock");

            migrationBuilder.DropTable(name: "desk_message");

            migrationBuilder.DropTable(name: "desk_message_preference");

            migrationBuilder.DropTable(name: "desk_message_template");

            migrationBuilder.DropTable(name: "desk_message_template_version");

            migrationBuilder.DropTable(name: "desk_push_key");

            migrationBuilder.DropTable(name: "desk_push_subscription");

            migrationBuilder.DropTable(name: "desk_time_limit_policy");

            migrationBuilder.DropIndex(name: "IX_desk_work_item_assignee", table: "desk_work_item");

            migrationBuilder.DropIndex(name: "IX_desk_work_item_open_case_key", table: "desk_work_item");

            migrationBuilder.DropColumn(name: "calendar_code", table: "desk_department");

            migrationBuilder.DropColumn(name: "calendar_code", table: "desk_customer_tier");
        }
    }
}
