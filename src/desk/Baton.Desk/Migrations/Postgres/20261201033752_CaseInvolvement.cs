using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CaseInvolvement : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "IX_desk_notification_task_key", table: "desk_notification");

            migrationBuilder.DropIndex(name: "IX_desk_message_digest_key", table: "desk_message");

            migrationBuilder.DropIndex(name: "IX_desk_message_job_key", table: "desk_message");

            migrationBuilder.DropIndex(name: "IX_desk_customer_key_account_manager", table: "desk_customer");

            migrationBuilder.DropIndex(name: "IX_desk_customer_merged_into_key", table: "desk_customer");

            migrationBuilder.DropIndex(name: "IX_desk_customer_organisation_key", table: "desk_customer");

            migrationBuilder.DropIndex(name: "IX_desk_contact_case_key", table: "desk_contact");

            migrationBuilder.DropIndex(name: "IX_desk_case_fax_number", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_fax_status_fax_at", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_merged_into_key", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_parent_key", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_process_instance_key", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_split_from_key", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_third_party_code_opened_at", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_attachment_incoming_key", table: "desk_attachment");

            migrationBuilder.CreateTable(
                name: "desk_case_involvement",
                columns: table => new
                {
                    case_key = table.Column<long>(type: "bigint", nullable: false),
                    is_group = table.Column<bool>(type: "boolean", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    opened_at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "PK_desk_case_involvement",
                        x => new
                        {
                            x.case_key,
                            x.is_group,
                            x.name,
                        }
                    );
                    table.ForeignKey(
                        name: "FK_desk_case_involvement_desk_case_case_key",
                        column: x => x.case_key,
                        principalTable: "desk_case",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            // Of the cases that are there, what their tasks say.
            migrationBuilder.Sql(
                """
                INSERT INTO desk_case_involvement (case_key, is_group, name, opened_at)
                SELECT c.key, w.is_group, w.name, c.opened_at
                FROM (
                    SELECT case_key, false AS is_group, assignee AS name FROM desk_work_item
                    UNION SELECT case_key, false, completed_by FROM desk_work_item
                    UNION SELECT i.case_key, p.is_group, p.name
                    FROM desk_work_item_candidate p JOIN desk_work_item i ON i.key = p.work_item_key
                ) w JOIN desk_case c ON c.key = w.case_key
                WHERE w.name IS NOT NULL
                """
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_notification_task_key",
                table: "desk_notification",
                column: "task_key",
                filter: "task_key IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_message_digest_key",
                table: "desk_message",
                column: "digest_key",
                filter: "digest_key IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_message_job_key",
                table: "desk_message",
                column: "job_key",
                filter: "job_key IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_customer_key_account_manager",
                table: "desk_customer",
                column: "key_account_manager",
                filter: "key_account_manager IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_customer_merged_into_key",
                table: "desk_customer",
                column: "merged_into_key",
                filter: "merged_into_key IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_customer_organisation_key",
                table: "desk_customer",
                column: "organisation_key",
                filter: "organisation_key IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_contact_case_key",
                table: "desk_contact",
                column: "case_key",
                filter: "case_key IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_fax_number",
                table: "desk_case",
                column: "fax_number",
                filter: "fax_number IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_fax_status_fax_at",
                table: "desk_case",
                columns: new[] { "fax_status", "fax_at" },
                filter: "fax_status IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_merged_into_key",
                table: "desk_case",
                column: "merged_into_key",
                filter: "merged_into_key IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_parent_key",
                table: "desk_case",
                column: "parent_key",
                filter: "parent_key IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_process_instance_key",
                table: "desk_case",
                column: "process_instance_key",
                filter: "process_instance_key IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_split_from_key",
                table: "desk_case",
                column: "split_from_key",
                filter: "split_from_key IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_third_party_code_opened_at",
                table: "desk_case",
                columns: new[] { "third_party_code", "opened_at" },
                filter: "third_party_code IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_attachment_incoming_key",
                table: "desk_attachment",
                column: "incoming_key",
                filter: "incoming_key IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_involvement_name_opened_at_case_key_is_group",
                table: "desk_case_involvement",
                columns: new[] { "name", "opened_at", "case_key", "is_group" }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "desk_case_involvement");

            migrationBuilder.DropIndex(name: "IX_desk_notification_task_key", table: "desk_notification");

            migrationBuilder.DropIndex(name: "IX_desk_message_digest_key", table: "desk_message");

            migrationBuilder.DropIndex(name: "IX_desk_message_job_key", table: "desk_message");

            migrationBuilder.DropIndex(name: "IX_desk_customer_key_account_manager", table: "desk_customer");

            migrationBuilder.DropIndex(name: "IX_desk_customer_merged_into_key", table: "desk_customer");

            migrationBuilder.DropIndex(name: "IX_desk_customer_organisation_key", table: "desk_customer");

            migrationBuilder.DropIndex(name: "IX_desk_contact_case_key", table: "desk_contact");

            migrationBuilder.DropIndex(name: "IX_desk_case_fax_number", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_fax_status_fax_at", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_merged_into_key", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_parent_key", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_process_instance_key", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_split_from_key", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_third_party_code_opened_at", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_attachment_incoming_key", table: "desk_attachment");

            migrationBuilder.CreateIndex(name: "IX_desk_notification_task_key", table: "desk_notification", column: "task_key");

            migrationBuilder.CreateIndex(name: "IX_desk_message_digest_key", table: "desk_message", column: "digest_key");

            migrationBuilder.CreateIndex(name: "IX_desk_message_job_key", table: "desk_message", column: "job_key");

            migrationBuilder.CreateIndex(
                name: "IX_desk_customer_key_account_manager",
                table: "desk_customer",
                column: "key_account_manager"
            );

            migrationBuilder.CreateIndex(name: "IX_desk_customer_merged_into_key", table: "desk_customer", column: "merged_into_key");

            migrationBuilder.CreateIndex(name: "IX_desk_customer_organisation_key", table: "desk_customer", column: "organisation_key");

            migrationBuilder.CreateIndex(name: "IX_desk_contact_case_key", table: "desk_contact", column: "case_key");

            migrationBuilder.CreateIndex(name: "IX_desk_case_fax_number", table: "desk_case", column: "fax_number");

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_fax_status_fax_at",
                table: "desk_case",
                columns: new[] { "fax_status", "fax_at" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_case_merged_into_key", table: "desk_case", column: "merged_into_key");

            migrationBuilder.CreateIndex(name: "IX_desk_case_parent_key", table: "desk_case", column: "parent_key");

            migrationBuilder.CreateIndex(name: "IX_desk_case_process_instance_key", table: "desk_case", column: "process_instance_key");

            migrationBuilder.CreateIndex(name: "IX_desk_case_split_from_key", table: "desk_case", column: "split_from_key");

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_third_party_code_opened_at",
                table: "desk_case",
                columns: new[] { "third_party_code", "opened_at" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_attachment_incoming_key", table: "desk_attachment", column: "incoming_key");
        }
    }
}
