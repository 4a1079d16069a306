using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DesignsAndVersions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "desk_design",
                columns: table => new
                {
                    key = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    model_id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    resource_name = table.Column<string>(type: "TEXT", nullable: true),
                    based_on_version = table.Column<int>(type: "INTEGER", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    discarded_from = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    created_by = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_by = table.Column<string>(type: "TEXT", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    drawers = table.Column<string>(type: "TEXT", nullable: false),
                    review_asked_by = table.Column<string>(type: "TEXT", nullable: true),
                    approved_by = table.Column<string>(type: "TEXT", nullable: true),
                    is_approved_by_another = table.Column<bool>(type: "INTEGER", nullable: false),
                    comment = table.Column<string>(type: "TEXT", nullable: true),
                    deploy_at = table.Column<long>(type: "INTEGER", nullable: true),
                    deploy_by = table.Column<string>(type: "TEXT", nullable: true),
                    deploy_failure = table.Column<string>(type: "TEXT", nullable: true),
                    deployed_version = table.Column<int>(type: "INTEGER", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_design", x => x.key);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_design_deployment",
                columns: table => new
                {
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    model_id = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    deployment_key = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    comment = table.Column<string>(type: "TEXT", nullable: true),
                    design_key = table.Column<long>(type: "INTEGER", nullable: true),
                    rolled_back_to = table.Column<int>(type: "INTEGER", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "PK_desk_design_deployment",
                        x => new
                        {
                            x.kind,
                            x.model_id,
                            x.version,
                        }
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_design_remark",
                columns: table => new
                {
                    key = table.Column<long>(type: "INTEGER", nullable: false),
                    design_key = table.Column<long>(type: "INTEGER", nullable: false),
                    deed = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    author = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: true),
                    element_id = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_design_remark", x => x.key);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_design_revision",
                columns: table => new
                {
                    key = table.Column<long>(type: "INTEGER", nullable: false),
                    design_key = table.Column<long>(type: "INTEGER", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    length = table.Column<int>(type: "INTEGER", nullable: false),
                    author = table.Column<string>(type: "TEXT", nullable: false),
                    began_at = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_design_revision", x => x.key);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_instance_migration",
                columns: table => new
                {
                    key = table.Column<long>(type: "INTEGER", nullable: false),
                    process_id = table.Column<string>(type: "TEXT", nullable: false),
                    from_version = table.Column<int>(type: "INTEGER", nullable: false),
                    to_version = table.Column<int>(type: "INTEGER", nullable: false),
                    first = table.Column<int>(type: "INTEGER", nullable: true),
                    mappings = table.Column<string>(type: "TEXT", nullable: false),
                    started_by = table.Column<string>(type: "TEXT", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_instance_migration", x => x.key);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_test_run",
                columns: table => new
                {
                    key = table.Column<long>(type: "INTEGER", nullable: false),
                    process_id = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    start = table.Column<string>(type: "TEXT", nullable: false),
                    steps = table.Column<string>(type: "TEXT", nullable: false),
                    expected = table.Column<string>(type: "TEXT", nullable: false),
                    saved_by = table.Column<string>(type: "TEXT", nullable: false),
                    saved_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_test_run", x => x.key);
                }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_design_kind_model_id", table: "desk_design", columns: new[] { "kind", "model_id" });

            migrationBuilder.CreateIndex(
                name: "IX_desk_design_state_deploy_at",
                table: "desk_design",
                columns: new[] { "state", "deploy_at" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_design_remark_design_key_key",
                table: "desk_design_remark",
                columns: new[] { "design_key", "key" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_design_revision_design_key_revision",
                table: "desk_design_revision",
                columns: new[] { "design_key", "revision" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_instance_migration_process_id_key",
                table: "desk_instance_migration",
                columns: new[] { "process_id", "key" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_test_run_process_id_name",
                table: "desk_test_run",
                columns: new[] { "process_id", "name" },
                unique: true
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "desk_design");

            migrationBuilder.DropTable(name: "desk_design_deployment");

            migrationBuilder.DropTable(name: "desk_design_remark");

            migrationBuilder.DropTable(name: "desk_design_revision");

            migrationBuilder.DropTable(name: "desk_instance_migration");

            migrationBuilder.DropTable(name: "desk_test_run");
        }
    }
}
