using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class DeskInFull : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "IX_desk_customer_name", table: "desk_customer");

            migrationBuilder.RenameColumn(name: "is_role", table: "desk_work_item_candidate", newName: "is_group");

            migrationBuilder.RenameIndex(
                name: "IX_desk_work_item_candidate_name_is_role",
                table: "desk_work_item_candidate",
                newName: "IX_desk_work_item_candidate_name_is_group"
            );

            migrationBuilder.AddColumn<string>(name: "delegated_by", table: "desk_work_item", type: "text", nullable: true, collation: "C");

            migrationBuilder.AddColumn<bool>(
                name: "is_suspended",
                table: "desk_work_item",
                type: "boolean",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<string>(
                name: "contact_person",
                table: "desk_department",
                type: "text",
                nullable: true,
                collation: "C"
            );

            migrationBuilder.AddColumn<long>(name: "erased_at", table: "desk_customer", type: "bigint", nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "key_account_manager",
                table: "desk_customer",
                type: "text",
                nullable: true,
                collation: "C"
            );

            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "desk_customer",
                type: "text",
                nullable: false,
                defaultValue: "person",
                collation: "C"
            );

            migrationBuilder.AddColumn<long>(name: "merged_into_key", table: "desk_customer", type: "bigint", nullable: true);

            migrationBuilder.AddColumn<long>(name: "organisation_key", table: "desk_customer", type: "bigint", nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "asks_unit_manager",
                table: "desk_case_type",
                type: "boolean",
                nullable: false,
                defaultValue: true
            );

            migrationBuilder.AddColumn<long>(name: "call_back_at", table: "desk_case", type: "bigint", nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_solved_at_once",
                table: "desk_case",
                type: "boolean",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<string>(name: "suspend_reason", table: "desk_case", type: "text", nullable: true, collation: "C");

            migrationBuilder.AddColumn<long>(name: "suspended_at", table: "desk_case", type: "bigint", nullable: true);

            migrationBuilder.AddColumn<string>(name: "suspended_by", table: "desk_case", type: "text", nullable: true, collation: "C");

            migrationBuilder.AddColumn<int>(name: "urge_count", table: "desk_case", type: "integer", nullable: false, defaultValue: 0);

            migrationBuilder.AddColumn<long>(name: "urged_at", table: "desk_case", type: "bigint", nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "comment",
                table: "desk_attachment",
                type: "text",
                maxLength: 500,
                nullable: true,
                collation: "C"
            );

            migrationBuilder.AddColumn<long>(name: "replaced_at", table: "desk_attachment", type: "bigint", nullable: true);

            migrationBuilder.AddColumn<string>(name: "scan", table: "desk_attachment", type: "text", nullable: true, collation: "C");

            migrationBuilder.AddColumn<int>(name: "version", table: "desk_attachment", type: "integer", nullable: false, defaultValue: 1);

            migrationBuilder.AddColumn<long>(name: "version_of", table: "desk_attachment", type: "bigint", nullable: true);

            migrationBuilder.CreateTable(
                name: "desk_case_watcher",
                columns: table => new
                {
                    case_key = table.Column<long>(type: "bigint", nullable: false),
                    user_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    since = table.Column<long>(type: "bigint", nullable: false),
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

            migrationBuilder.CreateTable(
                name: "desk_customer_address",
                columns: table => new
                {
                    customer_key = table.Column<long>(type: "bigint", nullable: false),
                    sort_order = table.Column<int>(type: "integer", nullable: false),
                    label = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_customer_address", x => new { x.customer_key, x.sort_order });
                    table.ForeignKey(
                        name: "FK_desk_customer_address_desk_customer_customer_key",
                        column: x => x.customer_key,
                        principalTable: "desk_customer",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_customer_merge",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    into_key = table.Column<long>(type: "bigint", nullable: false),
                    from_key = table.Column<long>(type: "bigint", nullable: false),
                    merged_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    merged_at = table.Column<long>(type: "bigint", nullable: false),
                    moved = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    undone_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    undone_at = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_customer_merge", x => x.key);
                    table.ForeignKey(
                        name: "FK_desk_customer_merge_desk_customer_from_key",
                        column: x => x.from_key,
                        principalTable: "desk_customer",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "FK_desk_customer_merge_desk_customer_into_key",
                        column: x => x.into_key,
                        principalTable: "desk_customer",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_customer_note",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    customer_key = table.Column<long>(type: "bigint", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    effective_from = table.Column<long>(type: "bigint", nullable: false),
                    effective_until = table.Column<long>(type: "bigint", nullable: true),
                    written_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    written_at = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_customer_note", x => x.key);
                    table.ForeignKey(
                        name: "FK_desk_customer_note_desk_customer_customer_key",
                        column: x => x.customer_key,
                        principalTable: "desk_customer",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_customer_tier",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    pack = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    is_retired = table.Column<bool>(type: "boolean", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_zh_hans = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_zh_hant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_customer_tier", x => x.code);
                }
            );

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

            migrationBuilder.CreateTable(
                name: "desk_customer_note_dismissal",
                columns: table => new
                {
                    note_key = table.Column<long>(type: "bigint", nullable: false),
                    user_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_customer_note_dismissal", x => new { x.note_key, x.user_name });
                    table.ForeignKey(
                        name: "FK_desk_customer_note_dismissal_desk_customer_note_note_key",
                        column: x => x.note_key,
                        principalTable: "desk_customer_note",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_customer_key_account_manager",
                table: "desk_customer",
                column: "key_account_manager"
            );

            migrationBuilder.CreateIndex(name: "IX_desk_customer_merged_into_key", table: "desk_customer", column: "merged_into_key");

            migrationBuilder.CreateIndex(name: "IX_desk_customer_name_key", table: "desk_customer", columns: new[] { "name", "key" });

            migrationBuilder.CreateIndex(name: "IX_desk_customer_organisation_key", table: "desk_customer", column: "organisation_key");

            migrationBuilder.CreateIndex(
                name: "IX_desk_attachment_version_of_version",
                table: "desk_attachment",
                columns: new[] { "version_of", "version" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_desk_case_watcher_user_name", table: "desk_case_watcher", column: "user_name");

            migrationBuilder.CreateIndex(name: "IX_desk_customer_merge_from_key", table: "desk_customer_merge", column: "from_key");

            migrationBuilder.CreateIndex(name: "IX_desk_customer_merge_into_key", table: "desk_customer_merge", column: "into_key");

            migrationBuilder.CreateIndex(name: "IX_desk_customer_note_customer_key", table: "desk_customer_note", column: "customer_key");

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
            migrationBuilder.DropTable(name: "desk_case_watcher");

            migrationBuilder.DropTable(name: "desk_customer_address");

            migrationBuilder.DropTable(name: "desk_customer_merge");

            migrationBuilder.DropTable(name: "desk_customer_note_dismissal");

            migrationBuilder.DropTable(name: "desk_customer_tier");

            migrationBuilder.DropTable(name: "desk_default_view");

            migrationBuilder.DropTable(name: "desk_saved_view");

            migrationBuilder.DropTable(name: "desk_customer_note");

            migrationBuilder.DropIndex(name: "IX_desk_customer_key_account_manager", table: "desk_customer");

            migrationBuilder.DropIndex(name: "IX_desk_customer_merged_into_key", table: "desk_customer");

            migrationBuilder.DropIndex(name: "IX_desk_customer_name_key", table: "desk_customer");

            migrationBuilder.DropIndex(name: "IX_desk_customer_organisation_key", table: "desk_customer");

            migrationBuilder.DropIndex(name: "IX_desk_attachment_version_of_version", table: "desk_attachment");

            migrationBuilder.DropColumn(name: "delegated_by", table: "desk_work_item");

            migrationBuilder.DropColumn(name: "is_suspended", table: "desk_work_item");

            migrationBuilder.DropColumn(name: "contact_person", table: "desk_department");

            migrationBuilder.DropColumn(name: "erased_at", table: "desk_customer");

            migrationBuilder.DropColumn(name: "key_account_manager", table: "desk_customer");

            migrationBuilder.DropColumn(name: "kind", table: "desk_customer");

            migrationBuilder.DropColumn(name: "merged_into_key", table: "desk_customer");

            migrationBuilder.DropColumn(name: "organisation_key", table: "desk_customer");

            migrationBuilder.DropColumn(name: "asks_unit_manager", table: "desk_case_type");

            migrationBuilder.DropColumn(name: "call_back_at", table: "desk_case");

            migrationBuilder.DropColumn(name: "is_solved_at_once", table: "desk_case");

            migrationBuilder.DropColumn(name: "suspend_reason", table: "desk_case");

            migrationBuilder.DropColumn(name: "suspended_at", table: "desk_case");

            migrationBuilder.DropColumn(name: "suspended_by", table: "desk_case");

            migrationBuilder.DropColumn(name: "urge_count", table: "desk_case");

            migrationBuilder.DropColumn(name: "urged_at", table: "desk_case");

            migrationBuilder.DropColumn(name: "comment", table: "desk_attachment");

            migrationBuilder.DropColumn(name: "replaced_at", table: "desk_attachment");

            migrationBuilder.DropColumn(name: "scan", table: "desk_attachment");

            migrationBuilder.DropColumn(name: "version", table: "desk_attachment");

            migrationBuilder.DropColumn(name: "version_of", table: "desk_attachment");

            migrationBuilder.RenameColumn(name: "is_group", table: "desk_work_item_candidate", newName: "is_role");

            migrationBuilder.RenameIndex(
                name: "IX_desk_work_item_candidate_name_is_group",
                table: "desk_work_item_candidate",
                newName: "IX_desk_work_item_candidate_name_is_role"
            );

            migrationBuilder.CreateIndex(name: "IX_desk_customer_name", table: "desk_customer", column: "name");
        }
    }
}
