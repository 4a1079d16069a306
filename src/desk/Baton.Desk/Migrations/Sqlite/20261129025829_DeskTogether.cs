using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DeskTogether : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            foreach (var table in new[] { "desk_case_words", "desk_customer_words" })
                migrationBuilder.Sql(
                    $"CREATE VIRTUAL TABLE {table} USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii')"
                );

            migrationBuilder.DropIndex(name: "IX_desk_work_item_status_assignee", table: "desk_work_item");

            migrationBuilder.CreateIndex(
                name: "IX_desk_work_item_assignee_status",
                table: "desk_work_item",
                columns: new[] { "assignee", "status" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_work_item_completed_by", table: "desk_work_item", column: "completed_by");

            migrationBuilder.CreateIndex(name: "IX_desk_case_fax_at_key", table: "desk_case", columns: new[] { "fax_at", "key" });

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_unit_manager_opened_at",
                table: "desk_case",
                columns: new[] { "unit_manager", "opened_at" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_case_updated_at_key", table: "desk_case", columns: new[] { "updated_at", "key" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var table in new[] { "desk_case_words", "desk_customer_words" })
                migrationBuilder.Sql($"DROP TABLE {table}");

            migrationBuilder.DropIndex(name: "IX_desk_work_item_assignee_status", table: "desk_work_item");

            migrationBuilder.DropIndex(name: "IX_desk_work_item_completed_by", table: "desk_work_item");

            migrationBuilder.DropIndex(name: "IX_desk_case_fax_at_key", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_unit_manager_opened_at", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_updated_at_key", table: "desk_case");

            migrationBuilder.CreateIndex(
                name: "IX_desk_work_item_status_assignee",
                table: "desk_work_item",
                columns: new[] { "status", "assignee" }
            );
        }
    }
}
