using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DeskTogether : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            foreach (var table in new[] { "desk_case_words", "desk_customer_words" })
                migrationBuilder.Sql(
                    $"CREATE VIRTUAL TABLE {table} USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='ascii')"
                );

            migrationBuilder.DropIndex(name: "IX_desk_work_item_status_assignee", table: "desk_work_item");

            migrationBuilder.AddColumn<bool>(
                name: "awaits_confirmation",
                table: "desk_work_item",
                type: "INTEGER",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<long>(name: "consultation_key", table: "desk_work_item", type: "INTEGER", nullable: true);

            migrationBuilder.AddColumn<string>(name: "phone", table: "desk_user", type: "TEXT", nullable: true);

            migrationBuilder.AddColumn<string>(name: "external_id", table: "desk_customer", type: "TEXT", nullable: true);

            migrationBuilder.AddColumn<long>(name: "looked_up_at", table: "desk_customer", type: "INTEGER", nullable: true);

            migrationBuilder.AddColumn<string>(name: "lookup_source", table: "desk_customer", type: "TEXT", nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "closing_rule",
                table: "desk_case",
                type: "TEXT",
                maxLength: 30,
                nullable: false,
                defaultValue: "WaitForChildren"
            );

            migrationBuilder.AddColumn<long>(name: "merged_into_key", table: "desk_case", type: "INTEGER", nullable: true);

            migrationBuilder.AddColumn<long>(name: "parent_key", table: "desk_case", type: "INTEGER", nullable: true);

            migrationBuilder.AddColumn<long>(name: "split_from_key", table: "desk_case", type: "INTEGER", nullable: true);

            migrationBuilder.AddColumn<long>(name: "waits_for_children_since", table: "desk_case", type: "INTEGER", nullable: true);

            migrationBuilder.CreateTable(
                name: "desk_audit_entry",
                columns: table => new
                {
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor = table.Column<string>(type: "TEXT", nullable: true),
                    remote_address = table.Column<string>(type: "TEXT", nullable: true),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    target = table.Column<string>(type: "TEXT", nullable: false),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    before = table.Column<string>(type: "TEXT", nullable: false),
                    after = table.Column<string>(type: "TEXT", nullable: false),
                    search_text = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_audit_entry", x => x.number);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_case_keyword",
                columns: table => new
                {
                    case_key = table.Column<long>(type: "INTEGER", nullable: false),
                    folded = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
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

            migrationBuilder.CreateTable(
                name: "desk_case_merge",
                columns: table => new
                {
                    key = table.Column<long>(type: "INTEGER", nullable: false),
                    from_key = table.Column<long>(type: "INTEGER", nullable: false),
                    into_key = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    merged_by = table.Column<string>(type: "TEXT", nullable: false),
                    merged_at = table.Column<long>(type: "INTEGER", nullable: false),
                    from_status = table.Column<string>(type: "TEXT", nullable: false),
                    from_status_at = table.Column<long>(type: "INTEGER", nullable: false),
                    from_closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    undone_by = table.Column<string>(type: "TEXT", nullable: true),
                    undone_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_case_merge", x => x.key);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_consultation",
                columns: table => new
                {
                    key = table.Column<long>(type: "INTEGER", nullable: false),
                    case_key = table.Column<long>(type: "INTEGER", nullable: false),
                    task_key = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    question = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    asked_by = table.Column<string>(type: "TEXT", nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    needed_percent = table.Column<int>(type: "INTEGER", nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_consultation", x => x.key);
                    table.ForeignKey(
                        name: "FK_desk_consultation_desk_case_case_key",
                        column: x => x.case_key,
                        principalTable: "desk_case",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_deputy",
                columns: table => new
                {
                    user_name = table.Column<string>(type: "TEXT", nullable: false),
                    deputy_name = table.Column<string>(type: "TEXT", nullable: false),
                    starts_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_deputy", x => x.user_name);
                    table.ForeignKey(
                        name: "FK_desk_deputy_desk_user_deputy_name",
                        column: x => x.deputy_name,
                        principalTable: "desk_user",
                        principalColumn: "user_name",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "FK_desk_deputy_desk_user_user_name",
                        column: x => x.user_name,
                        principalTable: "desk_user",
                        principalColumn: "user_name",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_pending_completion",
                columns: table => new
                {
                    task_key = table.Column<long>(type: "INTEGER", nullable: false),
                    case_key = table.Column<long>(type: "INTEGER", nullable: false),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    variables = table.Column<string>(type: "TEXT", nullable: false),
                    opinion = table.Column<string>(type: "TEXT", nullable: true),
                    completed_by = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_pending_completion", x => x.task_key);
                    table.ForeignKey(
                        name: "FK_desk_pending_completion_desk_case_case_key",
                        column: x => x.case_key,
                        principalTable: "desk_case",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_consultation_party",
                columns: table => new
                {
                    key = table.Column<long>(type: "INTEGER", nullable: false),
                    consultation_key = table.Column<long>(type: "INTEGER", nullable: false),
                    is_department = table.Column<bool>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    item_key = table.Column<long>(type: "INTEGER", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    answered_by = table.Column<string>(type: "TEXT", nullable: true),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_consultation_party", x => x.key);
                    table.ForeignKey(
                        name: "FK_desk_consultation_party_desk_consultation_consultation_key",
                        column: x => x.consultation_key,
                        principalTable: "desk_consultation",
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

            migrationBuilder.CreateIndex(name: "IX_desk_case_merged_into_key", table: "desk_case", column: "merged_into_key");

            migrationBuilder.CreateIndex(name: "IX_desk_case_parent_key", table: "desk_case", column: "parent_key");

            migrationBuilder.CreateIndex(name: "IX_desk_case_split_from_key", table: "desk_case", column: "split_from_key");

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_unit_manager_opened_at",
                table: "desk_case",
                columns: new[] { "unit_manager", "opened_at" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_case_updated_at_key", table: "desk_case", columns: new[] { "updated_at", "key" });

            migrationBuilder.CreateIndex(
                name: "IX_desk_audit_entry_actor_number",
                table: "desk_audit_entry",
                columns: new[] { "actor", "number" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_audit_entry_at", table: "desk_audit_entry", column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_desk_audit_entry_kind_number",
                table: "desk_audit_entry",
                columns: new[] { "kind", "number" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_keyword_folded_case_key",
                table: "desk_case_keyword",
                columns: new[] { "folded", "case_key" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_case_merge_from_key", table: "desk_case_merge", column: "from_key");

            migrationBuilder.CreateIndex(name: "IX_desk_case_merge_into_key", table: "desk_case_merge", column: "into_key");

            migrationBuilder.CreateIndex(name: "IX_desk_consultation_case_key", table: "desk_consultation", column: "case_key");

            migrationBuilder.CreateIndex(name: "IX_desk_consultation_task_key", table: "desk_consultation", column: "task_key");

            migrationBuilder.CreateIndex(
                name: "IX_desk_consultation_party_consultation_key",
                table: "desk_consultation_party",
                column: "consultation_key"
            );

            migrationBuilder.CreateIndex(name: "IX_desk_consultation_party_item_key", table: "desk_consultation_party", column: "item_key");

            migrationBuilder.CreateIndex(name: "IX_desk_deputy_deputy_name", table: "desk_deputy", column: "deputy_name");

            migrationBuilder.CreateIndex(name: "IX_desk_deputy_ends_at", table: "desk_deputy", column: "ends_at");

            migrationBuilder.CreateIndex(name: "IX_desk_pending_completion_case_key", table: "desk_pending_completion", column: "case_key");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var table in new[] { "desk_case_words", "desk_customer_words" })
                migrationBuilder.Sql($"DROP TABLE {table}");

            migrationBuilder.DropTable(name: "desk_audit_entry");

            migrationBuilder.DropTable(name: "desk_case_keyword");

            migrationBuilder.DropTable(name: "desk_case_merge");

            migrationBuilder.DropTable(name: "desk_consultation_party");

            migrationBuilder.DropTable(name: "desk_deputy");

            migrationBuilder.DropTable(name: "desk_pending_completion");

            migrationBuilder.DropTable(name: "desk_consultation");

            migrationBuilder.DropIndex(name: "IX_desk_work_item_assignee_status", table: "desk_work_item");

            migrationBuilder.DropIndex(name: "IX_desk_work_item_completed_by", table: "desk_work_item");

            migrationBuilder.DropIndex(name: "IX_desk_case_fax_at_key", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_merged_into_key", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_parent_key", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_split_from_key", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_unit_manager_opened_at", table: "desk_case");

            migrationBuilder.DropIndex(name: "IX_desk_case_updated_at_key", table: "desk_case");

            migrationBuilder.DropColumn(name: "awaits_confirmation", table: "desk_work_item");

            migrationBuilder.DropColumn(name: "consultation_key", table: "desk_work_item");

            migrationBuilder.DropColumn(name: "phone", table: "desk_user");

            migrationBuilder.DropColumn(name: "external_id", table: "desk_customer");

            migrationBuilder.DropColumn(name: "looked_up_at", table: "desk_customer");

            migrationBuilder.DropColumn(name: "lookup_source", table: "desk_customer");

            migrationBuilder.DropColumn(name: "closing_rule", table: "desk_case");

            migrationBuilder.DropColumn(name: "merged_into_key", table: "desk_case");

            migrationBuilder.DropColumn(name: "parent_key", table: "desk_case");

            migrationBuilder.DropColumn(name: "split_from_key", table: "desk_case");

            migrationBuilder.DropColumn(name: "waits_for_children_since", table: "desk_case");

            migrationBuilder.CreateIndex(
                name: "IX_desk_work_item_status_assignee",
                table: "desk_work_item",
                columns: new[] { "status", "assignee" }
            );
        }
    }
}
