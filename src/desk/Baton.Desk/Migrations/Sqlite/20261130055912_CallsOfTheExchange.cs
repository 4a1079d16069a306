using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CallsOfTheExchange : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "desk_call",
                columns: table => new
                {
                    key = table.Column<long>(type: "INTEGER", nullable: false),
                    call_id = table.Column<string>(type: "TEXT", nullable: false),
                    events = table.Column<string>(type: "TEXT", nullable: false),
                    phase = table.Column<string>(type: "TEXT", nullable: false),
                    from = table.Column<string>(type: "TEXT", nullable: true),
                    to = table.Column<string>(type: "TEXT", nullable: true),
                    is_outbound = table.Column<bool>(type: "INTEGER", nullable: false),
                    user_name = table.Column<string>(type: "TEXT", nullable: true),
                    unit = table.Column<string>(type: "TEXT", nullable: true),
                    customer_key = table.Column<long>(type: "INTEGER", nullable: true),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    recording = table.Column<string>(type: "TEXT", nullable: true),
                    contact_key = table.Column<long>(type: "INTEGER", nullable: true),
                    is_told = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_call", x => x.key);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_extension",
                columns: table => new
                {
                    user_name = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_extension", x => x.user_name);
                }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_call_call_id", table: "desk_call", column: "call_id", unique: true);

            migrationBuilder.CreateIndex(name: "IX_desk_call_contact_key", table: "desk_call", column: "contact_key");

            migrationBuilder.CreateIndex(
                name: "IX_desk_call_phase_started_at",
                table: "desk_call",
                columns: new[] { "phase", "started_at" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_call_user_name_key", table: "desk_call", columns: new[] { "user_name", "key" });

            migrationBuilder.CreateIndex(name: "IX_desk_extension_number", table: "desk_extension", column: "number", unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "desk_call");

            migrationBuilder.DropTable(name: "desk_extension");
        }
    }
}
