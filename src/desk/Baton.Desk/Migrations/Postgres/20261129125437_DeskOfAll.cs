using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class DeskOfAll : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "IX_desk_case_category_code", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_customer_phone", table: "desk_case");

            migrationBuilder.AddColumn<string>(
                name: "position",
                table: "desk_user",
                type: "text",
                maxLength: 100,
                nullable: true,
                collation: "C"
            );

            migrationBuilder.AddColumn<string>(
                name: "level",
                table: "desk_department",
                type: "text",
                maxLength: 20,
                nullable: true,
                collation: "C"
            );

            migrationBuilder.AddColumn<bool>(
                name: "looks_after_customer",
                table: "desk_case_watcher",
                type: "boolean",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<bool>(
                name: "asks_third_party",
                table: "desk_case_type",
                type: "boolean",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<string>(name: "field_rights", table: "desk_case_type", type: "text", nullable: true, collation: "C");

            migrationBuilder.AddColumn<bool>(
                name: "is_on_portal",
                table: "desk_case_type",
                type: "boolean",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<long>(name: "answered_at", table: "desk_case_note", type: "bigint", nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "purpose",
                table: "desk_case_note",
                type: "text",
                maxLength: 20,
                nullable: false,
                defaultValue: "Information",
                collation: "C"
            );

            migrationBuilder.AddColumn<string>(
                name: "key_account_manager",
                table: "desk_case",
                type: "text",
                nullable: true,
                collation: "C"
            );

            migrationBuilder.AddColumn<string>(
                name: "third_party_code",
                table: "desk_case",
                type: "text",
                maxLength: 100,
                nullable: true,
                collation: "C"
            );

            migrationBuilder.CreateTable(
                name: "desk_bulk_action",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    user_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", maxLength: 20, nullable: false, collation: "C"),
                    action = table.Column<string>(type: "text", maxLength: 40, nullable: false, collation: "C"),
                    items = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    undone_at = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_bulk_action", x => x.key);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_call_back",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    case_key = table.Column<long>(type: "bigint", nullable: false),
                    due_at = table.Column<long>(type: "bigint", nullable: false),
                    remark = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    promised_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    promised_at = table.Column<long>(type: "bigint", nullable: false),
                    told_at = table.Column<long>(type: "bigint", nullable: true),
                    done_at = table.Column<long>(type: "bigint", nullable: true),
                    done_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    result = table.Column<string>(type: "text", nullable: true, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_call_back", x => x.key);
                    table.ForeignKey(
                        name: "FK_desk_call_back_desk_case_case_key",
                        column: x => x.case_key,
                        principalTable: "desk_case",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_case_rating",
                columns: table => new
                {
                    case_key = table.Column<long>(type: "bigint", nullable: false),
                    stars = table.Column<int>(type: "integer", nullable: false),
                    comment = table.Column<string>(type: "text", maxLength: 2000, nullable: true, collation: "C"),
                    rated_at = table.Column<long>(type: "bigint", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_case_rating", x => x.case_key);
                    table.CheckConstraint("ck_desk_case_rating_stars", "stars BETWEEN 1 AND 5");
                    table.ForeignKey(
                        name: "FK_desk_case_rating_desk_case_case_key",
                        column: x => x.case_key,
                        principalTable: "desk_case",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_phrase",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    owner = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    department_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    shortcut = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    language = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    category_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    use_count = table.Column<long>(type: "bigint", nullable: false),
                    search_text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    pack = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    updated_at = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_phrase", x => x.key);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_portal_access",
                columns: table => new
                {
                    case_key = table.Column<long>(type: "bigint", nullable: false),
                    code_hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    round = table.Column<int>(type: "integer", nullable: false),
                    given_at = table.Column<long>(type: "bigint", nullable: false),
                    given_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    locked_until = table.Column<long>(type: "bigint", nullable: true),
                    entered_at = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_portal_access", x => x.case_key);
                    table.ForeignKey(
                        name: "FK_desk_portal_access_desk_case_case_key",
                        column: x => x.case_key,
                        principalTable: "desk_case",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_skill",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    pack = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    sort_order = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_zh_hans = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_zh_hant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_skill", x => x.code);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_third_party",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    contact = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    pack = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    is_retired = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_zh_hans = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_zh_hant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_third_party", x => x.code);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_user_unit_role",
                columns: table => new
                {
                    user_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    role_code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    unit_code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "PK_desk_user_unit_role",
                        x => new
                        {
                            x.user_name,
                            x.role_code,
                            x.unit_code,
                        }
                    );
                    table.ForeignKey(
                        name: "FK_desk_user_unit_role_desk_department_unit_code",
                        column: x => x.unit_code,
                        principalTable: "desk_department",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "FK_desk_user_unit_role_desk_role_role_code",
                        column: x => x.role_code,
                        principalTable: "desk_role",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "FK_desk_user_unit_role_desk_user_user_name",
                        column: x => x.user_name,
                        principalTable: "desk_user",
                        principalColumn: "user_name",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_user_skill",
                columns: table => new
                {
                    user_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    skill_code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    level = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_user_skill", x => new { x.user_name, x.skill_code });
                    table.ForeignKey(
                        name: "FK_desk_user_skill_desk_skill_skill_code",
                        column: x => x.skill_code,
                        principalTable: "desk_skill",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "FK_desk_user_skill_desk_user_user_name",
                        column: x => x.user_name,
                        principalTable: "desk_user",
                        principalColumn: "user_name",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_category_code_opened_at",
                table: "desk_case",
                columns: new[] { "category_code", "opened_at" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_customer_phone_opened_at",
                table: "desk_case",
                columns: new[] { "customer_phone", "opened_at" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_key_account_manager_opened_at_key",
                table: "desk_case",
                columns: new[] { "key_account_manager", "opened_at", "key" },
                filter: "key_account_manager IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_third_party_code_opened_at",
                table: "desk_case",
                columns: new[] { "third_party_code", "opened_at" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_bulk_action_at", table: "desk_bulk_action", column: "at");

            migrationBuilder.CreateIndex(name: "IX_desk_call_back_case_key", table: "desk_call_back", column: "case_key");

            migrationBuilder.CreateIndex(
                name: "IX_desk_call_back_done_at_due_at",
                table: "desk_call_back",
                columns: new[] { "done_at", "due_at" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_call_back_promised_by_done_at",
                table: "desk_call_back",
                columns: new[] { "promised_by", "done_at" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_case_rating_rated_at", table: "desk_case_rating", column: "rated_at");

            migrationBuilder.CreateIndex(
                name: "IX_desk_phrase_owner_department_code",
                table: "desk_phrase",
                columns: new[] { "owner", "department_code" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_user_skill_skill_code_level",
                table: "desk_user_skill",
                columns: new[] { "skill_code", "level" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_user_unit_role_role_code", table: "desk_user_unit_role", column: "role_code");

            migrationBuilder.CreateIndex(name: "IX_desk_user_unit_role_unit_code", table: "desk_user_unit_role", column: "unit_code");

            // Cases of customers whom somebody looks after name him, and he watches those that are open.
            migrationBuilder.Sql(
                """
                UPDATE desk_case
                SET key_account_manager = (SELECT c.key_account_manager FROM desk_customer c WHERE c."key" = desk_case.customer_key)
                WHERE customer_key IN (SELECT "key" FROM desk_customer WHERE key_account_manager IS NOT NULL);
                """
            );
            migrationBuilder.Sql(
                """
                INSERT INTO desk_case_watcher (case_key, user_name, since, looks_after_customer)
                SELECT r."key", r.key_account_manager, r.opened_at, TRUE
                FROM desk_case r
                WHERE r.key_account_manager IN (SELECT user_name FROM desk_user)
                    AND NOT r.is_closed
                    AND NOT EXISTS (SELECT 1 FROM desk_case_watcher w WHERE w.case_key = r."key" AND w.user_name = r.key_account_manager);
                """
            );

            // What was promised until now stands on the cases alone.
            migrationBuilder.Sql(
                "INSERT INTO desk_call_back (key, case_key, due_at, promised_by, promised_at) "
                    + "SELECT key, key, call_back_at, opened_by, opened_at FROM desk_case WHERE call_back_at IS NOT NULL AND NOT is_closed"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "desk_bulk_action");

            migrationBuilder.DropTable(name: "desk_call_back");

            migrationBuilder.DropTable(name: "desk_case_rating");

            migrationBuilder.DropTable(name: "desk_phrase");

            migrationBuilder.DropTable(name: "desk_portal_access");

            migrationBuilder.DropTable(name: "desk_third_party");

            migrationBuilder.DropTable(name: "desk_user_skill");

            migrationBuilder.DropTable(name: "desk_user_unit_role");

            migrationBuilder.DropTable(name: "desk_skill");

            migrationBuilder.DropIndex(name: "IX_desk_case_category_code_opened_at", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_customer_phone_opened_at", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_key_account_manager_opened_at_key", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_third_party_code_opened_at", table: "desk_case");

            migrationBuilder.DropColumn(name: "position", table: "desk_user");

            migrationBuilder.DropColumn(name: "level", table: "desk_department");

            migrationBuilder.DropColumn(name: "looks_after_customer", table: "desk_case_watcher");

            migrationBuilder.DropColumn(name: "asks_third_party", table: "desk_case_type");

            migrationBuilder.DropColumn(name: "field_rights", table: "desk_case_type");

            migrationBuilder.DropColumn(name: "is_on_portal", table: "desk_case_type");

            migrationBuilder.DropColumn(name: "answered_at", table: "desk_case_note");

            migrationBuilder.DropColumn(name: "purpose", table: "desk_case_note");

            migrationBuilder.DropColumn(name: "key_account_manager", table: "desk_case");

            migrationBuilder.DropColumn(name: "third_party_code", table: "desk_case");

            migrationBuilder.CreateIndex(name: "IX_desk_case_category_code", table: "desk_case", column: "category_code");

            migrationBuilder.CreateIndex(name: "IX_desk_case_customer_phone", table: "desk_case", column: "customer_phone");
        }
    }
}
