using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ChannelsAndIntegrations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "works_by_mail",
                table: "desk_user",
                type: "boolean",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<string>(
                name: "other_address",
                table: "desk_incoming_contact",
                type: "text",
                nullable: true,
                collation: "C"
            );

            migrationBuilder.AddColumn<string>(
                name: "mail_address",
                table: "desk_department",
                type: "text",
                maxLength: 254,
                nullable: true,
                collation: "C"
            );

            migrationBuilder.AddColumn<string>(
                name: "mail_work",
                table: "desk_department",
                type: "text",
                maxLength: 20,
                nullable: true,
                collation: "C"
            );

            migrationBuilder.CreateTable(
                name: "desk_feed_token",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    user_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    prefix = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    revoked_at = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_feed_token", x => x.key);
                    table.ForeignKey(
                        name: "FK_desk_feed_token_desk_user_user_name",
                        column: x => x.user_name,
                        principalTable: "desk_user",
                        principalColumn: "user_name",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_http_connection",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", maxLength: 50, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    is_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    base_address = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    authentication = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    user = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    header_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    token_url = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    client_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    scope = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    secret = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    headers = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    timeout_seconds = table.Column<int>(type: "integer", nullable: false),
                    concurrency = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_http_connection", x => x.code);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_web_form",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", maxLength: 60, nullable: false, collation: "C"),
                    case_type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    unit = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    opens_cases = table.Column<bool>(type: "boolean", nullable: false),
                    sites = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    lead_en = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    lead_zh_hans = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    lead_zh_hant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_en = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_zh_hans = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_zh_hant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    thanks_en = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    thanks_zh_hans = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    thanks_zh_hant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_web_form", x => x.code);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_webhook",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    address = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    events = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    case_types = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    departments = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    owner = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    secret = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    previous_secret = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    previous_until = table.Column<long>(type: "bigint", nullable: true),
                    header_names = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    headers = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    failing_since = table.Column<long>(type: "bigint", nullable: true),
                    paused_until = table.Column<long>(type: "bigint", nullable: true),
                    last_success_at = table.Column<long>(type: "bigint", nullable: true),
                    last_error = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    alarmed_at = table.Column<long>(type: "bigint", nullable: true),
                    gone_at = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_webhook", x => x.key);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_webhook_delivery",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    webhook_key = table.Column<long>(type: "bigint", nullable: false),
                    case_key = table.Column<long>(type: "bigint", nullable: true),
                    case_number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    @event = table.Column<string>(name: "event", type: "text", nullable: false, collation: "C"),
                    body = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    queued_at = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "text", maxLength: 20, nullable: false, collation: "C"),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    not_before = table.Column<long>(type: "bigint", nullable: true),
                    last_attempt_at = table.Column<long>(type: "bigint", nullable: true),
                    finished_at = table.Column<long>(type: "bigint", nullable: true),
                    status_code = table.Column<int>(type: "integer", nullable: true),
                    duration_milliseconds = table.Column<int>(type: "integer", nullable: true),
                    error = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    answer = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_webhook_delivery", x => x.key);
                }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_feed_token_hash", table: "desk_feed_token", column: "hash", unique: true);

            migrationBuilder.CreateIndex(name: "IX_desk_feed_token_user_name", table: "desk_feed_token", column: "user_name");

            migrationBuilder.CreateIndex(name: "IX_desk_webhook_delivery_case_key", table: "desk_webhook_delivery", column: "case_key");

            migrationBuilder.CreateIndex(
                name: "IX_desk_webhook_delivery_finished_at",
                table: "desk_webhook_delivery",
                column: "finished_at"
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_webhook_delivery_webhook_key_case_key_sequence",
                table: "desk_webhook_delivery",
                columns: new[] { "webhook_key", "case_key", "sequence" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_webhook_delivery_webhook_key_state_key",
                table: "desk_webhook_delivery",
                columns: new[] { "webhook_key", "state", "key" }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "desk_feed_token");

            migrationBuilder.DropTable(name: "desk_http_connection");

            migrationBuilder.DropTable(name: "desk_web_form");

            migrationBuilder.DropTable(name: "desk_webhook");

            migrationBuilder.DropTable(name: "desk_webhook_delivery");

            migrationBuilder.DropColumn(name: "works_by_mail", table: "desk_user");

            migrationBuilder.DropColumn(name: "other_address", table: "desk_incoming_contact");

            migrationBuilder.DropColumn(name: "mail_address", table: "desk_department");

            migrationBuilder.DropColumn(name: "mail_work", table: "desk_department");
        }
    }
}
