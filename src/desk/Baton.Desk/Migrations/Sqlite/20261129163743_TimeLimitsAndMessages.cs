using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TimeLimitsAndMessages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The words of a case have its month now; they are written anew before the desk opens.
            migrationBuilder.Sql("INSERT INTO desk_case_words (desk_case_words) VALUES ('delete-all')");

            migrationBuilder.AddColumn<string>(
                name: "calendar_code",
                table: "desk_department",
                type: "TEXT",
                maxLength: 100,
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "calendar_code",
                table: "desk_customer_tier",
                type: "TEXT",
                maxLength: 100,
                nullable: true
            );

            migrationBuilder.CreateTable(
                name: "desk_calendar",
                columns: table => new
                {
                    code = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    is_default = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_retired = table.Column<bool>(type: "INTEGER", nullable: false),
                    pack = table.Column<string>(type: "TEXT", nullable: true),
                    is_own = table.Column<bool>(type: "INTEGER", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: true),
                    make_up_words = table.Column<string>(type: "TEXT", nullable: true),
                    make_up_like = table.Column<string>(type: "TEXT", nullable: true),
                    imported = table.Column<string>(type: "TEXT", nullable: true),
                    not_understood = table.Column<string>(type: "TEXT", nullable: true),
                    read_at = table.Column<long>(type: "INTEGER", nullable: true),
                    next_read_at = table.Column<long>(type: "INTEGER", nullable: true),
                    failed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    failure = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    name_en = table.Column<string>(type: "TEXT", nullable: false),
                    name_zh_hans = table.Column<string>(type: "TEXT", nullable: false),
                    name_zh_hant = table.Column<string>(type: "TEXT", nullable: false),
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
                    case_key = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<long>(type: "INTEGER", nullable: false),
                    policy_code = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    policy_version = table.Column<int>(type: "INTEGER", nullable: false),
                    task_key = table.Column<long>(type: "INTEGER", nullable: true),
                    unit = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    paused_at = table.Column<long>(type: "INTEGER", nullable: true),
                    paused_total = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    next_mark = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    next_mark_at = table.Column<long>(type: "INTEGER", nullable: true),
                    rounds_done = table.Column<int>(type: "INTEGER", nullable: false),
                    record = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
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
                    key = table.Column<long>(type: "INTEGER", nullable: false),
                    order_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    part = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    template = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    template_version = table.Column<int>(type: "INTEGER", nullable: false),
                    is_urgent = table.Column<bool>(type: "INTEGER", nullable: false),
                    case_key = table.Column<long>(type: "INTEGER", nullable: true),
                    task_key = table.Column<long>(type: "INTEGER", nullable: true),
                    job_key = table.Column<long>(type: "INTEGER", nullable: true),
                    to = table.Column<string>(type: "TEXT", nullable: false),
                    cc = table.Column<string>(type: "TEXT", nullable: false),
                    bcc = table.Column<string>(type: "TEXT", nullable: false),
                    receivers = table.Column<string>(type: "TEXT", nullable: false),
                    blind_receivers = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    html = table.Column<string>(type: "TEXT", nullable: true),
                    values = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    held_for = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    not_before = table.Column<long>(type: "INTEGER", nullable: true),
                    digest_key = table.Column<long>(type: "INTEGER", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    resends = table.Column<int>(type: "INTEGER", nullable: false),
                    provider_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    last_error = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_attempt_at = table.Column<long>(type: "INTEGER", nullable: true),
                    sent_at = table.Column<long>(type: "INTEGER", nullable: true),
                    delivered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
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
                    user_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    task_channels = table.Column<string>(type: "TEXT", nullable: false),
                    reminder_channels = table.Column<string>(type: "TEXT", nullable: false),
                    quiet_from = table.Column<string>(type: "TEXT", maxLength: 5, nullable: true),
                    quiet_to = table.Column<string>(type: "TEXT", maxLength: 5, nullable: true),
                    time_zone = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    digest_times = table.Column<string>(type: "TEXT", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
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
                    code = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    pack = table.Column<string>(type: "TEXT", nullable: true),
                    pack_content = table.Column<string>(type: "TEXT", nullable: true),
                    is_retired = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
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
                    code = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    author = table.Column<string>(type: "TEXT", nullable: true),
                    pack = table.Column<string>(type: "TEXT", nullable: true),
                    comment = table.Column<string>(type: "TEXT", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
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
                    name = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    private_key = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
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
                    key = table.Column<long>(type: "INTEGER", nullable: false),
                    user_name = table.Column<string>(type: "TEXT", nullable: false),
                    endpoint = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    public_key = table.Column<string>(type: "TEXT", nullable: false),
                    secret = table.Column<string>(type: "TEXT", nullable: false),
                    device = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
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
                    code = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    content = table.Column<string>(type: "TEXT", nullable: false),
                    is_retired = table.Column<bool>(type: "INTEGER", nullable: false),
                    pack = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    author = table.Column<string>(type: "TEXT", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    comment = table.Column<string>(type: "TEXT", nullable: true),
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
