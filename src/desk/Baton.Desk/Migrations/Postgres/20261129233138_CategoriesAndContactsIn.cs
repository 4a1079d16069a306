using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CategoriesAndContactsIn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "deploy_regardless",
                table: "desk_design",
                type: "boolean",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<bool>(
                name: "is_edited",
                table: "desk_category",
                type: "boolean",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<bool>(
                name: "is_fixed",
                table: "desk_category",
                type: "boolean",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<string>(name: "pack_content", table: "desk_category", type: "text", nullable: true, collation: "C");

            migrationBuilder.AddColumn<int>(name: "version", table: "desk_category", type: "integer", nullable: false, defaultValue: 0);

            migrationBuilder.AddColumn<long>(name: "incoming_key", table: "desk_attachment", type: "bigint", nullable: true);

            migrationBuilder.CreateTable(
                name: "desk_blocked_sender",
                columns: table => new
                {
                    address = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    blocked_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_blocked_sender", x => x.address);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_incoming_contact",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    from = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    from_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    to = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    text = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    raw_sha256 = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    is_automatic = table.Column<bool>(type: "boolean", nullable: false),
                    received_at = table.Column<long>(type: "bigint", nullable: false),
                    arrived_at = table.Column<long>(type: "bigint", nullable: false),
                    customer_key = table.Column<long>(type: "bigint", nullable: true),
                    case_key = table.Column<long>(type: "bigint", nullable: true),
                    answers_case_key = table.Column<long>(type: "bigint", nullable: true),
                    unit = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    case_type = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    category = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    form = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    reason_detail = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    claimed_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    claimed_at = table.Column<long>(type: "bigint", nullable: true),
                    due_at = table.Column<long>(type: "bigint", nullable: true),
                    urged = table.Column<int>(type: "integer", nullable: false),
                    urge_at = table.Column<long>(type: "bigint", nullable: true),
                    decided_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    decided_at = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_incoming_contact", x => x.key);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_mail",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    mailbox = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    server_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    message_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    sha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    size = table.Column<int>(type: "integer", nullable: false),
                    fetched_at = table.Column<long>(type: "bigint", nullable: false),
                    is_settled = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    detail = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    not_before = table.Column<long>(type: "bigint", nullable: true),
                    from = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    subject = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    marks = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    threaded_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    contact_key = table.Column<long>(type: "bigint", nullable: true),
                    case_key = table.Column<long>(type: "bigint", nullable: true),
                    taken_at = table.Column<long>(type: "bigint", nullable: true),
                    is_forced = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_mail", x => x.key);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_mail_key",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", maxLength: 20, nullable: false, collation: "C"),
                    secret = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_mail_key", x => x.name);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_mailbox",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", maxLength: 50, nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    is_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    protocol = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    host = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    port = table.Column<int>(type: "integer", nullable: false),
                    security = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    user = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    secret = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    token_url = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    client_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    scope = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    folder = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    after_fetch = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    move_to = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    poll_seconds = table.Column<int>(type: "integer", nullable: false),
                    alarm_minutes = table.Column<int>(type: "integer", nullable: false),
                    unit = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    case_type = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    category = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    opens_cases = table.Column<bool>(type: "boolean", nullable: false),
                    takes_unknown_senders = table.Column<bool>(type: "boolean", nullable: false),
                    closed_case = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reopen_days = table.Column<int>(type: "integer", nullable: false),
                    quiet_minutes = table.Column<int>(type: "integer", nullable: false),
                    rule = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    has_plus_addresses = table.Column<bool>(type: "boolean", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    signature = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_mailbox", x => x.code);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_mailbox_state",
                columns: table => new
                {
                    mailbox = table.Column<string>(type: "text", maxLength: 50, nullable: false, collation: "C"),
                    owner = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    owned_until = table.Column<long>(type: "bigint", nullable: true),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    last_success_at = table.Column<long>(type: "bigint", nullable: true),
                    last_failure_at = table.Column<long>(type: "bigint", nullable: true),
                    last_error = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    alarmed_at = table.Column<long>(type: "bigint", nullable: true),
                    uid_validity = table.Column<long>(type: "bigint", nullable: false),
                    last_uid = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_mailbox_state", x => x.mailbox);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_sms_answered",
                columns: table => new
                {
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    day = table.Column<int>(type: "integer", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_sms_answered", x => new { x.number, x.day });
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_sms_part",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    whole = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    part = table.Column<int>(type: "integer", nullable: false),
                    total = table.Column<int>(type: "integer", nullable: false),
                    source_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    from = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    to = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    received_at = table.Column<long>(type: "bigint", nullable: false),
                    goes_on_at = table.Column<long>(type: "bigint", nullable: false),
                    done_at = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_sms_part", x => x.key);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_sms_pattern",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    keyword = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    is_named = table.Column<bool>(type: "boolean", nullable: false),
                    separator = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    fields = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    case_type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    category = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    unit = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    example = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    is_retired = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    accepted_en = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    accepted_zh_hans = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    accepted_zh_hant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    misfit_en = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    misfit_zh_hans = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    misfit_zh_hant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_en = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_zh_hans = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_zh_hant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_sms_pattern", x => x.code);
                }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_attachment_incoming_key", table: "desk_attachment", column: "incoming_key");

            migrationBuilder.CreateIndex(name: "IX_desk_incoming_contact_case_key", table: "desk_incoming_contact", column: "case_key");

            migrationBuilder.CreateIndex(
                name: "IX_desk_incoming_contact_customer_key_state",
                table: "desk_incoming_contact",
                columns: new[] { "customer_key", "state" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_incoming_contact_source_source_id",
                table: "desk_incoming_contact",
                columns: new[] { "source", "source_id" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_incoming_contact_state_due_at",
                table: "desk_incoming_contact",
                columns: new[] { "state", "due_at" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_incoming_contact_state_urge_at",
                table: "desk_incoming_contact",
                columns: new[] { "state", "urge_at" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_mail_case_key_taken_at",
                table: "desk_mail",
                columns: new[] { "case_key", "taken_at" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_mail_contact_key", table: "desk_mail", column: "contact_key");

            migrationBuilder.CreateIndex(
                name: "IX_desk_mail_mailbox_server_id",
                table: "desk_mail",
                columns: new[] { "mailbox", "server_id" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_desk_mail_mailbox_sha256", table: "desk_mail", columns: new[] { "mailbox", "sha256" });

            migrationBuilder.CreateIndex(
                name: "IX_desk_mail_mailbox_state_key",
                table: "desk_mail",
                columns: new[] { "mailbox", "state", "key" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_mail_message_id", table: "desk_mail", column: "message_id");

            migrationBuilder.CreateIndex(
                name: "IX_desk_sms_part_done_at_goes_on_at",
                table: "desk_sms_part",
                columns: new[] { "done_at", "goes_on_at" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_sms_part_source_id", table: "desk_sms_part", column: "source_id", unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_desk_sms_part_whole_done_at",
                table: "desk_sms_part",
                columns: new[] { "whole", "done_at" }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "desk_blocked_sender");

            migrationBuilder.DropTable(name: "desk_incoming_contact");

            migrationBuilder.DropTable(name: "desk_mail");

            migrationBuilder.DropTable(name: "desk_mail_key");

            migrationBuilder.DropTable(name: "desk_mailbox");

            migrationBuilder.DropTable(name: "desk_mailbox_state");

            migrationBuilder.DropTable(name: "desk_sms_answered");

            migrationBuilder.DropTable(name: "desk_sms_part");

            migrationBuilder.DropTable(name: "desk_sms_pattern");

            migrationBuilder.DropIndex(name: "IX_desk_attachment_incoming_key", table: "desk_attachment");

            migrationBuilder.DropColumn(name: "deploy_regardless", table: "desk_design");

            migrationBuilder.DropColumn(name: "is_edited", table: "desk_category");

            migrationBuilder.DropColumn(name: "is_fixed", table: "desk_category");

            migrationBuilder.DropColumn(name: "pack_content", table: "desk_category");

            migrationBuilder.DropColumn(name: "version", table: "desk_category");

            migrationBuilder.DropColumn(name: "incoming_key", table: "desk_attachment");
        }
    }
}
