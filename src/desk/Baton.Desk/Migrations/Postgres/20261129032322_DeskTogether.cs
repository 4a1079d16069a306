using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class DeskTogether : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            foreach (var table in new[] { "desk_case_words", "desk_customer_words" })
                migrationBuilder.Sql(
                    $"CREATE TABLE {table} (key bigint PRIMARY KEY, words tsvector NOT NULL); CREATE INDEX ix_{table} ON {table} USING gin (words)"
                );

            migrationBuilder.DropIndex(name: "IX_desk_work_item_status_assignee", table: "desk_work_item");

            migrationBuilder.CreateTable(
                name: "desk_case_keyword",
                columns: table => new
                {
                    case_key = table.Column<long>(type: "bigint", nullable: false),
                    folded = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_case_keyword", x => new { x.case_key, x.folded });
                    table.ForeignKey(
                        name: "FK_desk_case_keyword_desk_case_case_key",
                        column: x => x.case_key,
                        principalTable: "desk_case",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

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

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_keyword_folded_case_key",
                table: "desk_case_keyword",
                columns: new[] { "folded", "case_key" }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var table in new[] { "desk_case_words", "desk_customer_words" })
                migrationBuilder.Sql($"DROP TABLE {table}");

            migrationBuilder.DropTable(name: "desk_case_keyword");

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
