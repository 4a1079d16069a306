using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Collaboration : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(name: "is_role", table: "desk_work_item_candidate", newName: "is_group");

            migrationBuilder.RenameIndex(
                name: "IX_desk_work_item_candidate_name_is_role",
                table: "desk_work_item_candidate",
                newName: "IX_desk_work_item_candidate_name_is_group"
            );

            migrationBuilder.AddColumn<string>(name: "delegated_by", table: "desk_work_item", type: "TEXT", nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_suspended",
                table: "desk_work_item",
                type: "INTEGER",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<string>(name: "contact_person", table: "desk_department", type: "TEXT", nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "asks_unit_manager",
                table: "desk_case_type",
                type: "INTEGER",
                nullable: false,
                defaultValue: true
            );

            migrationBuilder.AddColumn<long>(name: "call_back_at", table: "desk_case", type: "INTEGER", nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_solved_at_once",
                table: "desk_case",
                type: "INTEGER",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<string>(name: "suspend_reason", table: "desk_case", type: "TEXT", nullable: true);

            migrationBuilder.AddColumn<long>(name: "suspended_at", table: "desk_case", type: "INTEGER", nullable: true);

            migrationBuilder.AddColumn<string>(name: "suspended_by", table: "desk_case", type: "TEXT", nullable: true);

            migrationBuilder.AddColumn<int>(name: "urge_count", table: "desk_case", type: "INTEGER", nullable: false, defaultValue: 0);

            migrationBuilder.AddColumn<long>(name: "urged_at", table: "desk_case", type: "INTEGER", nullable: true);

            migrationBuilder.CreateTable(
                name: "desk_case_watcher",
                columns: table => new
                {
                    case_key = table.Column<long>(type: "INTEGER", nullable: false),
                    user_name = table.Column<string>(type: "TEXT", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_case_watcher", x => new { x.case_key, x.user_name });
                    table.ForeignKey(
                        name: "FK_desk_case_watcher_desk_case_case_key",
                        column: x => x.case_key,
                        principalTable: "desk_case",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "FK_desk_case_watcher_desk_user_user_name",
                        column: x => x.user_name,
                        principalTable: "desk_user",
                        principalColumn: "user_name",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_case_watcher_user_name", table: "desk_case_watcher", column: "user_name");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "desk_case_watcher");

            migrationBuilder.DropColumn(name: "delegated_by", table: "desk_work_item");

            migrationBuilder.DropColumn(name: "is_suspended", table: "desk_work_item");

            migrationBuilder.DropColumn(name: "contact_person", table: "desk_department");

            migrationBuilder.DropColumn(name: "asks_unit_manager", table: "desk_case_type");

            migrationBuilder.DropColumn(name: "call_back_at", table: "desk_case");

            migrationBuilder.DropColumn(name: "is_solved_at_once", table: "desk_case");

            migrationBuilder.DropColumn(name: "suspend_reason", table: "desk_case");

            migrationBuilder.DropColumn(name: "suspended_at", table: "desk_case");

            migrationBuilder.DropColumn(name: "suspended_by", table: "desk_case");

            migrationBuilder.DropColumn(name: "urge_count", table: "desk_case");

            migrationBuilder.DropColumn(name: "urged_at", table: "desk_case");

            migrationBuilder.RenameColumn(name: "is_group", table: "desk_work_item_candidate", newName: "is_role");

            migrationBuilder.RenameIndex(
                name: "IX_desk_work_item_candidate_name_is_group",
                table: "desk_work_item_candidate",
                newName: "IX_desk_work_item_candidate_name_is_role"
            );
        }
    }
}
