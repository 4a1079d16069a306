using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<bool>(
                name: "is_edited",
                table: "desk_category",
                type: "INTEGER",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<bool>(
                name: "is_fixed",
                table: "desk_category",
                type: "INTEGER",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<string>(name: "pack_content", table: "desk_category", type: "TEXT", nullable: true);

            migrationBuilder.AddColumn<int>(name: "version", table: "desk_category", type: "INTEGER", nullable: false, defaultValue: 0);

            migrationBuilder.AddColumn<long>(name: "incoming_key", table: "desk_attachment", type: "INTEGER", nullable: true);

            migrationBuilder.CreateTable(
                name: "desk_blocked_sender",
                columns: table => new
                {
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    blocked_by = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
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
                    key = table.Column<long>(type: "INTEGER", nullable: false),
                    channel = table.Column<string>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    source_id = table.Column<string>(type: "TEXT", nullable: false),
                    from = table.Column<string>(type: "TEXT", nullable: true),
                    from_name = table.Column<string>(type: "TEXT", nullable: true),
                    to = table.Column<string>(type: "TEXT", nullable: true),
                    subject = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: true),
                    raw_sha256 = table.Column<string>(type: "TEXT", nullable: true),
                    is_automatic = table.Column<bool>(type: "INTEGER", nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false),
                    arrived_at = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_key = table.Column<long>(type: "INTEGER", nullable: true),
                    case_key = table.Column<long>(type: "INTEGER", nullable: true),
                    answers_case_key = table.Column<long>(type: "INTEGER", nullable: true),
                    unit = table.Column<string>(type: "TEXT", nullable: true),
                    case_type = table.Column<string>(type: "TEXT", nullable: true),
                    category = table.Column<string>(type: "TEXT", nullable: true),
                    form = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    reason_detail = table.Column<string>(type: "TEXT", nullable: true),
                    claimed_by = table.Column<string>(type: "TEXT", nullable: true),
                    claimed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    urged = table.Column<int>(type: "INTEGER", nullable: false),
                    urge_at = table.Column<long>(type: "INTEGER", nullable: true),
                    decided_by = table.Column<string>(type: "TEXT", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
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
                    key = table.Column<long>(type: "INTEGER", nullable: false),
                    mailbox = table.Column<string>(type: "TEXT", nullable: false),
                    server_id = table.Column<string>(type: "TEXT", nullable: false),
                    message_id = table.Column<string>(type: "TEXT", nullable: true),
                    sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    size = table.Column<int>(type: "INTEGER", nullable: false),
                    fetched_at = table.Column<long>(type: "INTEGER", nullable: false),
                    is_settled = table.Column<bool>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    detail = table.Column<string>(type: "TEXT", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    not_before = table.Column<long>(type: "INTEGER", nullable: true),
                    from = table.Column<string>(type: "TEXT", nullable: true),
                    subject = table.Column<string>(type: "TEXT", nullable: true),
                    marks = table.Column<string>(type: "TEXT", nullable: true),
                    threaded_by = table.Column<string>(type: "TEXT", nullable: true),
                    contact_key = table.Column<long>(type: "INTEGER", nullable: true),
                    case_key = table.Column<long>(type: "INTEGER", nullable: true),
                    taken_at = table.Column<long>(type: "INTEGER", nullable: true),
                    is_forced = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
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
                    name = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    secret = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
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
                    code = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    is_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    protocol = table.Column<string>(type: "TEXT", nullable: false),
                    host = table.Column<string>(type: "TEXT", nullable: false),
                    port = table.Column<int>(type: "INTEGER", nullable: false),
                    security = table.Column<string>(type: "TEXT", nullable: false),
                    user = table.Column<string>(type: "TEXT", nullable: false),
                    secret = table.Column<string>(type: "TEXT", nullable: true),
                    token_url = table.Column<string>(type: "TEXT", nullable: true),
                    client_id = table.Column<string>(type: "TEXT", nullable: true),
                    scope = table.Column<string>(type: "TEXT", nullable: true),
                    folder = table.Column<string>(type: "TEXT", nullable: false),
                    after_fetch = table.Column<string>(type: "TEXT", nullable: false),
                    move_to = table.Column<string>(type: "TEXT", nullable: true),
                    poll_seconds = table.Column<int>(type: "INTEGER", nullable: false),
                    alarm_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: true),
                    case_type = table.Column<string>(type: "TEXT", nullable: true),
                    category = table.Column<string>(type: "TEXT", nullable: true),
                    opens_cases = table.Column<bool>(type: "INTEGER", nullable: false),
                    takes_unknown_senders = table.Column<bool>(type: "INTEGER", nullable: false),
                    closed_case = table.Column<string>(type: "TEXT", nullable: false),
                    reopen_days = table.Column<int>(type: "INTEGER", nullable: false),
                    quiet_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    rule = table.Column<string>(type: "TEXT", nullable: true),
                    has_plus_addresses = table.Column<bool>(type: "INTEGER", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    signature = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
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
                    mailbox = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    owner = table.Column<string>(type: "TEXT", nullable: true),
                    owned_until = table.Column<long>(type: "INTEGER", nullable: true),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    last_success_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_failure_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_error = table.Column<string>(type: "TEXT", nullable: true),
                    failures = table.Column<int>(type: "INTEGER", nullable: false),
                    alarmed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    uid_validity = table.Column<long>(type: "INTEGER", nullable: false),
                    last_uid = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
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
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    day = table.Column<int>(type: "INTEGER", nullable: false),
                    count = table.Column<int>(type: "INTEGER", nullable: false),
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
                    key = table.Column<long>(type: "INTEGER", nullable: false),
                    whole = table.Column<string>(type: "TEXT", nullable: false),
                    part = table.Column<int>(type: "INTEGER", nullable: false),
                    total = table.Column<int>(type: "INTEGER", nullable: false),
                    source_id = table.Column<string>(type: "TEXT", nullable: false),
                    from = table.Column<string>(type: "TEXT", nullable: false),
                    to = table.Column<string>(type: "TEXT", nullable: true),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false),
                    goes_on_at = table.Column<long>(type: "INTEGER", nullable: false),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true),
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
                    code = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    keyword = table.Column<string>(type: "TEXT", nullable: false),
                    is_named = table.Column<bool>(type: "INTEGER", nullable: false),
                    separator = table.Column<string>(type: "TEXT", nullable: false),
                    fields = table.Column<string>(type: "TEXT", nullable: false),
                    case_type = table.Column<string>(type: "TEXT", nullable: false),
                    category = table.Column<string>(type: "TEXT", nullable: true),
                    unit = table.Column<string>(type: "TEXT", nullable: true),
                    example = table.Column<string>(type: "TEXT", nullable: false),
                    is_retired = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    accepted_en = table.Column<string>(type: "TEXT", nullable: false),
                    accepted_zh_hans = table.Column<string>(type: "TEXT", nullable: false),
                    accepted_zh_hant = table.Column<string>(type: "TEXT", nullable: false),
                    misfit_en = table.Column<string>(type: "TEXT", nullable: false),
                    misfit_zh_hans = table.Column<string>(type: "TEXT", nullable: false),
                    misfit_zh_hant = table.Column<string>(type: "TEXT", nullable: false),
                    name_en = table.Column<string>(type: "TEXT", nullable: false),
                    name_zh_hans = table.Column<string>(type: "TEXT", nullable: false),
                    name_zh_hant = table.Column<string>(type: "TEXT", nullable: false),
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
