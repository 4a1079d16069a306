using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CaseIntake : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(name: "decision_id", table: "desk_case_type", type: "TEXT", maxLength: 250, nullable: true);

            migrationBuilder.AddColumn<string>(name: "assessment", table: "desk_case", type: "TEXT", nullable: true);

            migrationBuilder.AddColumn<string>(name: "severity", table: "desk_case", type: "TEXT", maxLength: 100, nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_severity_opened_at",
                table: "desk_case",
                columns: new[] { "severity", "opened_at" }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "IX_desk_case_severity_opened_at", table: "desk_case");

            migrationBuilder.DropColumn(name: "decision_id", table: "desk_case_type");

            migrationBuilder.DropColumn(name: "assessment", table: "desk_case");

            migrationBuilder.DropColumn(name: "severity", table: "desk_case");
        }
    }
}
