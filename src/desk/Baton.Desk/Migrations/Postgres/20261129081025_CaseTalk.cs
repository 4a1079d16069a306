using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CaseTalk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "desk_case_note",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    case_key = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", maxLength: 20, nullable: false, collation: "C"),
                    author = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    corrected_at = table.Column<long>(type: "bigint", nullable: true),
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
                    note_key = table.Column<long>(type: "bigint", nullable: false),
                    user_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    case_key = table.Column<long>(type: "bigint", nullable: false),
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
                    note_key = table.Column<long>(type: "bigint", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C"),
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
        }
    }
}
