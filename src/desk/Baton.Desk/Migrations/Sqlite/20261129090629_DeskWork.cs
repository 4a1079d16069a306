using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DeskWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "IX_desk_work_item_assignee_status", table: "desk_work_item");

            migrationBuilder.DropIndex(name: "IX_desk_work_item_completed_by", table: "desk_work_item");

            migrationBuilder.DropIndex(name: "IX_desk_case_department_code_opened_at", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_opened_by_opened_at", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_unit_manager_opened_at", table: "desk_case");

            migrationBuilder.AddColumn<string>(name: "decision_id", table: "desk_case_type", type: "TEXT", maxLength: 250, nullable: true);

            migrationBuilder.AddColumn<string>(name: "assessment", table: "desk_case", type: "TEXT", nullable: true);

            migrationBuilder.AddColumn<string>(name: "severity", table: "desk_case", type: "TEXT", maxLength: 100, nullable: true);

            migrationBuilder.CreateTable(
                name: "desk_case_note",
                columns: table => new
                {
                    key = table.Column<long>(type: "INTEGER", nullable: false),
                    case_key = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    author = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    corrected_at = table.Column<long>(type: "INTEGER", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_case_note", x => x.key);
                    table.ForeignKey(
                        name: "FK_desk_case_note_desk_case_case_key",
                        column: x => x.case_key,
                        principalTable: "desk_case",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_case_mention",
                columns: table => new
                {
                    note_key = table.Column<long>(type: "INTEGER", nullable: false),
                    user_name = table.Column<string>(type: "TEXT", nullable: false),
                    case_key = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_case_mention", x => new { x.note_key, x.user_name });
                    table.ForeignKey(
                        name: "FK_desk_case_mention_desk_case_note_note_key",
                        column: x => x.note_key,
                        principalTable: "desk_case_note",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_case_note_wording",
                columns: table => new
                {
                    note_key = table.Column<long>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_case_note_wording", x => new { x.note_key, x.until });
                    table.ForeignKey(
                        name: "FK_desk_case_note_wording_desk_case_note_note_key",
                        column: x => x.note_key,
                        principalTable: "desk_case_note",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_work_item_assignee_status_case_key",
                table: "desk_work_item",
                columns: new[] { "assignee", "status", "case_key" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_work_item_completed_by_case_key",
                table: "desk_work_item",
                columns: new[] { "completed_by", "case_key" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_department_code_opened_at_key",
                table: "desk_case",
                columns: new[] { "department_code", "opened_at", "key" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_opened_by_opened_at_key",
                table: "desk_case",
                columns: new[] { "opened_by", "opened_at", "key" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_severity_opened_at",
                table: "desk_case",
                columns: new[] { "severity", "opened_at" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_unit_manager_opened_at_key",
                table: "desk_case",
                columns: new[] { "unit_manager", "opened_at", "key" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_mention_user_name_case_key",
                table: "desk_case_mention",
                columns: new[] { "user_name", "case_key" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_note_case_key_key",
                table: "desk_case_note",
                columns: new[] { "case_key", "key" }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "desk_case_mention");

            migrationBuilder.DropTable(name: "desk_case_note_wording");

            migrationBuilder.DropTable(name: "desk_case_note");

            migrationBuilder.DropIndex(name: "IX_desk_work_item_assignee_status_case_key", table: "desk_work_item");

            migrationBuilder.DropIndex(name: "IX_desk_work_item_completed_by_case_key", table: "desk_work_item");

            migrationBuilder.DropIndex(name: "IX_desk_case_department_code_opened_at_key", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_opened_by_opened_at_key", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_severity_opened_at", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_unit_manager_opened_at_key", table: "desk_case");

            migrationBuilder.DropColumn(name: "decision_id", table: "desk_case_type");

            migrationBuilder.DropColumn(name: "assessment", table: "desk_case");

            migrationBuilder.DropColumn(name: "severity", table: "desk_case");

            migrationBuilder.CreateIndex(
                name: "IX_desk_work_item_assignee_status",
                table: "desk_work_item",
                columns: new[] { "assignee", "status" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_work_item_completed_by", table: "desk_work_item", column: "completed_by");

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_department_code_opened_at",
                table: "desk_case",
                columns: new[] { "department_code", "opened_at" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_opened_by_opened_at",
                table: "desk_case",
                columns: new[] { "opened_by", "opened_at" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_unit_manager_opened_at",
                table: "desk_case",
                columns: new[] { "unit_manager", "opened_at" }
            );
        }
    }
}
