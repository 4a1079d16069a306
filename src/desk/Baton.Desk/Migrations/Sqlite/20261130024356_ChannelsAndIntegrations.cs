using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<string>(name: "other_address", table: "desk_incoming_contact", type: "TEXT", nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "mail_address",
                table: "desk_department",
                type: "TEXT",
                maxLength: 254,
                nullable: true
            );

            migrationBuilder.AddColumn<string>(name: "mail_work", table: "desk_department", type: "TEXT", maxLength: 20, nullable: true);

            migrationBuilder.CreateTable(
                name: "desk_feed_token",
                columns: table => new
                {
                    key = table.Column<long>(type: "INTEGER", nullable: false),
                    user_name = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    prefix = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    revoked_at = table.Column<long>(type: "INTEGER", nullable: true),
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
                    code = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    is_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    base_address = table.Column<string>(type: "TEXT", nullable: false),
                    authentication = table.Column<string>(type: "TEXT", nullable: false),
                    user = table.Column<string>(type: "TEXT", nullable: true),
                    header_name = table.Column<string>(type: "TEXT", nullable: true),
                    token_url = table.Column<string>(type: "TEXT", nullable: true),
                    client_id = table.Column<string>(type: "TEXT", nullable: true),
                    scope = table.Column<string>(type: "TEXT", nullable: true),
                    secret = table.Column<string>(type: "TEXT", nullable: true),
                    headers = table.Column<string>(type: "TEXT", nullable: false),
                    timeout_seconds = table.Column<int>(type: "INTEGER", nullable: false),
                    concurrency = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
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
                    code = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    case_type = table.Column<string>(type: "TEXT", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: true),
                    opens_cases = table.Column<bool>(type: "INTEGER", nullable: false),
                    sites = table.Column<string>(type: "TEXT", nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    lead_en = table.Column<string>(type: "TEXT", nullable: false),
                    lead_zh_hans = table.Column<string>(type: "TEXT", nullable: false),
                    lead_zh_hant = table.Column<string>(type: "TEXT", nullable: false),
                    name_en = table.Column<string>(type: "TEXT", nullable: false),
                    name_zh_hans = table.Column<string>(type: "TEXT", nullable: false),
                    name_zh_hant = table.Column<string>(type: "TEXT", nullable: false),
                    thanks_en = table.Column<string>(type: "TEXT", nullable: false),
                    thanks_zh_hans = table.Column<string>(type: "TEXT", nullable: false),
                    thanks_zh_hant = table.Column<string>(type: "TEXT", nullable: false),
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
                    key = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    events = table.Column<string>(type: "TEXT", nullable: false),
                    case_types = table.Column<string>(type: "TEXT", nullable: false),
                    departments = table.Column<string>(type: "TEXT", nullable: false),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    owner = table.Column<string>(type: "TEXT", nullable: false),
                    secret = table.Column<string>(type: "TEXT", nullable: false),
                    previous_secret = table.Column<string>(type: "TEXT", nullable: true),
                    previous_until = table.Column<long>(type: "INTEGER", nullable: true),
                    header_names = table.Column<string>(type: "TEXT", nullable: false),
                    headers = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    failures = table.Column<int>(type: "INTEGER", nullable: false),
                    failing_since = table.Column<long>(type: "INTEGER", nullable: true),
                    paused_until = table.Column<long>(type: "INTEGER", nullable: true),
                    last_success_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_error = table.Column<string>(type: "TEXT", nullable: true),
                    alarmed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    gone_at = table.Column<long>(type: "INTEGER", nullable: true),
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
                    key = table.Column<long>(type: "INTEGER", nullable: false),
                    webhook_key = table.Column<long>(type: "INTEGER", nullable: false),
                    case_key = table.Column<long>(type: "INTEGER", nullable: true),
                    case_number = table.Column<string>(type: "TEXT", nullable: true),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    @event = table.Column<string>(name: "event", type: "TEXT", nullable: false),
                    body = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    queued_at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    not_before = table.Column<long>(type: "INTEGER", nullable: true),
                    last_attempt_at = table.Column<long>(type: "INTEGER", nullable: true),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true),
                    status_code = table.Column<int>(type: "INTEGER", nullable: true),
                    duration_milliseconds = table.Column<int>(type: "INTEGER", nullable: true),
                    error = table.Column<string>(type: "TEXT", nullable: true),
                    answer = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
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
