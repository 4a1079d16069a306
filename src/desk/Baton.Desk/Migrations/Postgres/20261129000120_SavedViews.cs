using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class SavedViews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "desk_default_view",
                columns: table => new
                {
                    user_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    view_key = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_default_view", x => x.user_name);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_saved_view",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    owner = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    filter = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sort = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    columns = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    role_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    department_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    updated_at = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_saved_view", x => x.key);
                }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_default_view_view_key", table: "desk_default_view", column: "view_key");

            migrationBuilder.CreateIndex(name: "IX_desk_saved_view_department_code", table: "desk_saved_view", column: "department_code");

            migrationBuilder.CreateIndex(
                name: "IX_desk_saved_view_owner_name",
                table: "desk_saved_view",
                columns: new[] { "owner", "name" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_desk_saved_view_role_code", table: "desk_saved_view", column: "role_code");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "desk_default_view");

            migrationBuilder.DropTable(name: "desk_saved_view");
        }
    }
}
