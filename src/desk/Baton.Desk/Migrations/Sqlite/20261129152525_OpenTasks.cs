using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OpenTasks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_desk_work_item_assignee",
                table: "desk_work_item",
                column: "assignee",
                filter: "status = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_desk_work_item_open_case_key",
                table: "desk_work_item",
                column: "case_key",
                filter: "status = 'Open'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_desk_work_item_assignee",
                table: "desk_work_item");

            migrationBuilder.DropIndex(
                name: "IX_desk_work_item_open_case_key",
                table: "desk_work_item");
        }
    }
}
