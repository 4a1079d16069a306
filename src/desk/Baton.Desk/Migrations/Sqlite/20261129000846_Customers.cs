using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Customers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "IX_desk_customer_name", table: "desk_customer");

            migrationBuilder.AddColumn<long>(name: "erased_at", table: "desk_customer", type: "INTEGER", nullable: true);

            migrationBuilder.AddColumn<string>(name: "key_account_manager", table: "desk_customer", type: "TEXT", nullable: true);

            migrationBuilder.AddColumn<string>(name: "kind", table: "desk_customer", type: "TEXT", nullable: false, defaultValue: "person");

            migrationBuilder.AddColumn<long>(name: "merged_into_key", table: "desk_customer", type: "INTEGER", nullable: true);

            migrationBuilder.AddColumn<long>(name: "organisation_key", table: "desk_customer", type: "INTEGER", nullable: true);

            migrationBuilder.CreateTable(
                name: "desk_customer_address",
                columns: table => new
                {
                    customer_key = table.Column<long>(type: "INTEGER", nullable: false),
                    sort_order = table.Column<int>(type: "INTEGER", nullable: false),
                    label = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
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
                    key = table.Column<long>(type: "INTEGER", nullable: false),
                    into_key = table.Column<long>(type: "INTEGER", nullable: false),
                    from_key = table.Column<long>(type: "INTEGER", nullable: false),
                    merged_by = table.Column<string>(type: "TEXT", nullable: false),
                    merged_at = table.Column<long>(type: "INTEGER", nullable: false),
                    moved = table.Column<string>(type: "TEXT", nullable: false),
                    undone_by = table.Column<string>(type: "TEXT", nullable: true),
                    undone_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
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
                    key = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_key = table.Column<long>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    priority = table.Column<int>(type: "INTEGER", nullable: false),
                    effective_from = table.Column<long>(type: "INTEGER", nullable: false),
                    effective_until = table.Column<long>(type: "INTEGER", nullable: true),
                    written_by = table.Column<string>(type: "TEXT", nullable: false),
                    written_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
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
                    code = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    rank = table.Column<int>(type: "INTEGER", nullable: false),
                    pack = table.Column<string>(type: "TEXT", nullable: true),
                    is_retired = table.Column<bool>(type: "INTEGER", nullable: false),
                    name_en = table.Column<string>(type: "TEXT", nullable: false),
                    name_zh_hans = table.Column<string>(type: "TEXT", nullable: false),
                    name_zh_hant = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_customer_tier", x => x.code);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_customer_note_dismissal",
                columns: table => new
                {
                    note_key = table.Column<long>(type: "INTEGER", nullable: false),
                    user_name = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
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

            migrationBuilder.CreateIndex(name: "IX_desk_customer_merge_from_key", table: "desk_customer_merge", column: "from_key");

            migrationBuilder.CreateIndex(name: "IX_desk_customer_merge_into_key", table: "desk_customer_merge", column: "into_key");

            migrationBuilder.CreateIndex(name: "IX_desk_customer_note_customer_key", table: "desk_customer_note", column: "customer_key");

            migrationBuilder.AddForeignKey(
                name: "FK_desk_customer_desk_customer_merged_into_key",
                table: "desk_customer",
                column: "merged_into_key",
                principalTable: "desk_customer",
                principalColumn: "key",
                onDelete: ReferentialAction.Restrict
            );

            migrationBuilder.AddForeignKey(
                name: "FK_desk_customer_desk_customer_organisation_key",
                table: "desk_customer",
                column: "organisation_key",
                principalTable: "desk_customer",
                principalColumn: "key",
                onDelete: ReferentialAction.Restrict
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(name: "FK_desk_customer_desk_customer_merged_into_key", table: "desk_customer");

            migrationBuilder.DropForeignKey(name: "FK_desk_customer_desk_customer_organisation_key", table: "desk_customer");

            migrationBuilder.DropTable(name: "desk_customer_address");

            migrationBuilder.DropTable(name: "desk_customer_merge");

            migrationBuilder.DropTable(name: "desk_customer_note_dismissal");

            migrationBuilder.DropTable(name: "desk_customer_tier");

            migrationBuilder.DropTable(name: "desk_customer_note");

            migrationBuilder.DropIndex(name: "IX_desk_customer_key_account_manager", table: "desk_customer");

            migrationBuilder.DropIndex(name: "IX_desk_customer_merged_into_key", table: "desk_customer");

            migrationBuilder.DropIndex(name: "IX_desk_customer_name_key", table: "desk_customer");

            migrationBuilder.DropIndex(name: "IX_desk_customer_organisation_key", table: "desk_customer");

            migrationBuilder.DropColumn(name: "erased_at", table: "desk_customer");

            migrationBuilder.DropColumn(name: "key_account_manager", table: "desk_customer");

            migrationBuilder.DropColumn(name: "kind", table: "desk_customer");

            migrationBuilder.DropColumn(name: "merged_into_key", table: "desk_customer");

            migrationBuilder.DropColumn(name: "organisation_key", table: "desk_customer");

            migrationBuilder.CreateIndex(name: "IX_desk_customer_name", table: "desk_customer", column: "name");
        }
    }
}
