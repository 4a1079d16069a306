using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CasesByCategoryAndType : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "IX_desk_case_category_code_opened_at", table: "desk_case");

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_category_code_opened_at_type_code",
                table: "desk_case",
                columns: new[] { "category_code", "opened_at", "type_code" }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "IX_desk_case_category_code_opened_at_type_code", table: "desk_case");

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_category_code_opened_at",
                table: "desk_case",
                columns: new[] { "category_code", "opened_at" }
            );
        }
    }
}
