using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ClosedCases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "IX_desk_case_type_code", table: "desk_case");

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_type_code_closed_at_key",
                table: "desk_case",
                columns: new[] { "type_code", "closed_at", "key" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_notification_case_key", table: "desk_notification", column: "case_key");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "IX_desk_case_type_code_closed_at_key", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_notification_case_key", table: "desk_notification");

            migrationBuilder.CreateIndex(name: "IX_desk_case_type_code", table: "desk_case", column: "type_code");
        }
    }
}
