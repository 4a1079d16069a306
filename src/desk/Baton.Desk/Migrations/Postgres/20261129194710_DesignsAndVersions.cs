using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Postgres
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
                    key = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", maxLength: 20, nullable: false, collation: "C"),
                    model_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    resource_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    based_on_version = table.Column<int>(type: "integer", nullable: true),
                    state = table.Column<string>(type: "text", maxLength: 20, nullable: false, collation: "C"),
                    discarded_from = table.Column<string>(type: "text", maxLength: 20, nullable: true, collation: "C"),
                    created_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    changed_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    changed_at = table.Column<long>(type: "bigint", nullable: false),
                    drawers = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    review_asked_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    approved_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    is_approved_by_another = table.Column<bool>(type: "boolean", nullable: false),
                    comment = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    deploy_at = table.Column<long>(type: "bigint", nullable: true),
                    deploy_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    deploy_failure = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    deployed_version = table.Column<int>(type: "integer", nullable: true),
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
                    kind = table.Column<string>(type: "text", maxLength: 20, nullable: false, collation: "C"),
                    model_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    deployment_key = table.Column<long>(type: "bigint", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    comment = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    design_key = table.Column<long>(type: "bigint", nullable: true),
                    rolled_back_to = table.Column<int>(type: "integer", nullable: true),
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
                    key = table.Column<long>(type: "bigint", nullable: false),
                    design_key = table.Column<long>(type: "bigint", nullable: false),
                    deed = table.Column<string>(type: "text", maxLength: 20, nullable: false, collation: "C"),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    author = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    text = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    element_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
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
                    key = table.Column<long>(type: "bigint", nullable: false),
                    design_key = table.Column<long>(type: "bigint", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    length = table.Column<int>(type: "integer", nullable: false),
                    author = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    began_at = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
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
                    key = table.Column<long>(type: "bigint", nullable: false),
                    process_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    from_version = table.Column<int>(type: "integer", nullable: false),
                    to_version = table.Column<int>(type: "integer", nullable: false),
                    first = table.Column<int>(type: "integer", nullable: true),
                    mappings = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    started_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
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
                    key = table.Column<long>(type: "bigint", nullable: false),
                    process_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    start = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    steps = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    expected = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    saved_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    saved_at = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
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
