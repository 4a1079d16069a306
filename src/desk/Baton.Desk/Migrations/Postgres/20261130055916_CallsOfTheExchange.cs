using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Postgres
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
                    key = table.Column<long>(type: "bigint", nullable: false),
                    call_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    events = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    phase = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    from = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    to = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    is_outbound = table.Column<bool>(type: "boolean", nullable: false),
                    user_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    unit = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    customer_key = table.Column<long>(type: "bigint", nullable: true),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    answered_at = table.Column<long>(type: "bigint", nullable: true),
                    ended_at = table.Column<long>(type: "bigint", nullable: true),
                    recording = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    contact_key = table.Column<long>(type: "bigint", nullable: true),
                    is_told = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
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
                    user_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
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
