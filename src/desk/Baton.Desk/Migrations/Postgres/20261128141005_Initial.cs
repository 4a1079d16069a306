using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Baton.Desk.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "desk_case_counter",
                columns: table => new
                {
                    prefix = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    day = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_case_counter", x => new { x.prefix, x.day });
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_case_type",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number_prefix = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    process_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    form_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    initial_status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    pack = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    is_retired = table.Column<bool>(type: "boolean", nullable: false),
                    sort_order = table.Column<int>(type: "integer", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_zh_hans = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_zh_hant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_case_type", x => x.code);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_category",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    parent_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    level = table.Column<int>(type: "integer", nullable: false),
                    pack = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    is_retired = table.Column<bool>(type: "boolean", nullable: false),
                    sort_order = table.Column<int>(type: "integer", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_zh_hans = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_zh_hant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_category", x => x.code);
                    table.CheckConstraint("ck_desk_category_level", "level BETWEEN 1 AND 4");
                    table.ForeignKey(
                        name: "FK_desk_category_desk_category_parent_code",
                        column: x => x.parent_code,
                        principalTable: "desk_category",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_customer",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    tier = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    language = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    remark = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    search_text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    updated_at = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_customer", x => x.key);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_draft",
                columns: table => new
                {
                    user_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    key = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    content = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    updated_at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_draft", x => new { x.user_name, x.key });
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_fax_rejection",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    content = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_fax_rejection", x => x.key);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_fax_round",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_fax_round", x => x.key);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_file",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    kept_at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_file", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_idempotent_create",
                columns: table => new
                {
                    user_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    operation = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    idempotency_key = table.Column<string>(type: "text", maxLength: 200, nullable: false, collation: "C"),
                    request_hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    result_key = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "PK_desk_idempotent_create",
                        x => new
                        {
                            x.user_name,
                            x.operation,
                            x.idempotency_key,
                        }
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_key_ring",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    xml = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_key_ring", x => x.name);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_notification",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    user_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    parameters = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    case_key = table.Column<long>(type: "bigint", nullable: true),
                    task_key = table.Column<long>(type: "bigint", nullable: true),
                    read_at = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_notification", x => x.key);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_pack",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    version = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    imported_at = table.Column<long>(type: "bigint", nullable: false),
                    imported_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    has_demo = table.Column<bool>(type: "boolean", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    description_en = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    description_zh_hans = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    description_zh_hant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_en = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_zh_hans = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_zh_hant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_pack", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_pack_text",
                columns: table => new
                {
                    pack = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    language = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "PK_desk_pack_text",
                        x => new
                        {
                            x.pack,
                            x.language,
                            x.key,
                        }
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_role",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    pack = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_zh_hans = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_zh_hant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_role", x => x.code);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_security_event",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    user_name = table.Column<string>(type: "text", maxLength: 200, nullable: false, collation: "C"),
                    actor_name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    remote_address = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    detail = table.Column<string>(type: "text", nullable: true, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_security_event", x => x.key);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_user",
                columns: table => new
                {
                    user_name = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    display_name = table.Column<string>(type: "text", maxLength: 200, nullable: false, collation: "C"),
                    search_text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    email = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    staff_number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    language = table.Column<string>(type: "text", maxLength: 10, nullable: false, collation: "C"),
                    password_hash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    must_change_password = table.Column<bool>(type: "boolean", nullable: false),
                    is_disabled = table.Column<bool>(type: "boolean", nullable: false),
                    failed_sign_ins = table.Column<int>(type: "integer", nullable: false),
                    locked_until = table.Column<long>(type: "bigint", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    last_sign_in_at = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_user", x => x.user_name);
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_case",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    type_code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    category_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    description = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    customer_key = table.Column<long>(type: "bigint", nullable: true),
                    customer_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    customer_phone = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    channel = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    opened_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    department_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    unit_manager = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    status_at = table.Column<long>(type: "bigint", nullable: false),
                    is_closed = table.Column<bool>(type: "boolean", nullable: false),
                    opened_at = table.Column<long>(type: "bigint", nullable: false),
                    updated_at = table.Column<long>(type: "bigint", nullable: false),
                    closed_at = table.Column<long>(type: "bigint", nullable: true),
                    form_data = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    process_instance_key = table.Column<long>(type: "bigint", nullable: true),
                    process_definition_key = table.Column<long>(type: "bigint", nullable: true),
                    fax_status = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    fax_number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    fax_at = table.Column<long>(type: "bigint", nullable: true),
                    search_text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_case", x => x.key);
                    table.ForeignKey(
                        name: "FK_desk_case_desk_case_type_type_code",
                        column: x => x.type_code,
                        principalTable: "desk_case_type",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "FK_desk_case_desk_category_category_code",
                        column: x => x.category_code,
                        principalTable: "desk_category",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "FK_desk_case_desk_customer_customer_key",
                        column: x => x.customer_key,
                        principalTable: "desk_customer",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_customer_email",
                columns: table => new
                {
                    customer_key = table.Column<long>(type: "bigint", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sort_order = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_customer_email", x => new { x.customer_key, x.address });
                    table.ForeignKey(
                        name: "FK_desk_customer_email_desk_customer_customer_key",
                        column: x => x.customer_key,
                        principalTable: "desk_customer",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_customer_phone",
                columns: table => new
                {
                    customer_key = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sort_order = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "PK_desk_customer_phone",
                        x => new
                        {
                            x.customer_key,
                            x.kind,
                            x.number,
                        }
                    );
                    table.ForeignKey(
                        name: "FK_desk_customer_phone_desk_customer_customer_key",
                        column: x => x.customer_key,
                        principalTable: "desk_customer",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_file_chunk",
                columns: table => new
                {
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_file_chunk", x => new { x.file_id, x.number });
                    table.ForeignKey(
                        name: "FK_desk_file_chunk_desk_file_file_id",
                        column: x => x.file_id,
                        principalTable: "desk_file",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_role_permission",
                columns: table => new
                {
                    role_code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    permission = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_role_permission", x => new { x.role_code, x.permission });
                    table.ForeignKey(
                        name: "FK_desk_role_permission_desk_role_role_code",
                        column: x => x.role_code,
                        principalTable: "desk_role",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_access_token",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    user_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    prefix = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    expires_at = table.Column<long>(type: "bigint", nullable: true),
                    revoked_at = table.Column<long>(type: "bigint", nullable: true),
                    last_used_at = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_access_token", x => x.key);
                    table.ForeignKey(
                        name: "FK_desk_access_token_desk_user_user_name",
                        column: x => x.user_name,
                        principalTable: "desk_user",
                        principalColumn: "user_name",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_department",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", maxLength: 100, nullable: false, collation: "C"),
                    parent_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    default_manager = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    sort_order = table.Column<int>(type: "integer", nullable: false),
                    is_closed = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name_en = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_zh_hans = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_zh_hant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_department", x => x.code);
                    table.ForeignKey(
                        name: "FK_desk_department_desk_department_parent_code",
                        column: x => x.parent_code,
                        principalTable: "desk_department",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "FK_desk_department_desk_user_default_manager",
                        column: x => x.default_manager,
                        principalTable: "desk_user",
                        principalColumn: "user_name",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_user_role",
                columns: table => new
                {
                    user_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    role_code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_user_role", x => new { x.user_name, x.role_code });
                    table.ForeignKey(
                        name: "FK_desk_user_role_desk_role_role_code",
                        column: x => x.role_code,
                        principalTable: "desk_role",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "FK_desk_user_role_desk_user_user_name",
                        column: x => x.user_name,
                        principalTable: "desk_user",
                        principalColumn: "user_name",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_attachment",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    case_key = table.Column<long>(type: "bigint", nullable: true),
                    draft_key = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    file_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    content_type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    size = table.Column<int>(type: "integer", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    uploaded_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    uploaded_at = table.Column<long>(type: "bigint", nullable: false),
                    deleted_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    deleted_at = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_attachment", x => x.key);
                    table.ForeignKey(
                        name: "FK_desk_attachment_desk_case_case_key",
                        column: x => x.case_key,
                        principalTable: "desk_case",
                        principalColumn: "key"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_contact",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    customer_key = table.Column<long>(type: "bigint", nullable: true),
                    case_key = table.Column<long>(type: "bigint", nullable: true),
                    channel = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    phone = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    logged_by = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_contact", x => x.key);
                    table.ForeignKey(
                        name: "FK_desk_contact_desk_case_case_key",
                        column: x => x.case_key,
                        principalTable: "desk_case",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "FK_desk_contact_desk_customer_customer_key",
                        column: x => x.customer_key,
                        principalTable: "desk_customer",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_fax_transmission",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    job_key = table.Column<long>(type: "bigint", nullable: false),
                    case_key = table.Column<long>(type: "bigint", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at_once = table.Column<bool>(type: "boolean", nullable: false),
                    status = table.Column<string>(type: "text", maxLength: 20, nullable: false, collation: "C"),
                    round_key = table.Column<long>(type: "bigint", nullable: true),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    started_at = table.Column<long>(type: "bigint", nullable: true),
                    submitted_at = table.Column<long>(type: "bigint", nullable: true),
                    finished_at = table.Column<long>(type: "bigint", nullable: true),
                    document = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    pages = table.Column<int>(type: "integer", nullable: true),
                    missing_characters = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    result_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    result_reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    remote_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    duration_seconds = table.Column<double>(type: "double precision", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_fax_transmission", x => x.key);
                    table.ForeignKey(
                        name: "FK_desk_fax_transmission_desk_case_case_key",
                        column: x => x.case_key,
                        principalTable: "desk_case",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "FK_desk_fax_transmission_desk_fax_round_round_key",
                        column: x => x.round_key,
                        principalTable: "desk_fax_round",
                        principalColumn: "key"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_opinion",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    case_key = table.Column<long>(type: "bigint", nullable: false),
                    task_key = table.Column<long>(type: "bigint", nullable: true),
                    element_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    action = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    author = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    department_code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    at = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_opinion", x => x.key);
                    table.ForeignKey(
                        name: "FK_desk_opinion_desk_case_case_key",
                        column: x => x.case_key,
                        principalTable: "desk_case",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_timeline_entry",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    case_key = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    actor = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    task_key = table.Column<long>(type: "bigint", nullable: true),
                    parameters = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_timeline_entry", x => x.key);
                    table.ForeignKey(
                        name: "FK_desk_timeline_entry_desk_case_case_key",
                        column: x => x.case_key,
                        principalTable: "desk_case",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_work_item",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    case_key = table.Column<long>(type: "bigint", nullable: false),
                    process_instance_key = table.Column<long>(type: "bigint", nullable: false),
                    element_instance_key = table.Column<long>(type: "bigint", nullable: false),
                    element_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    element_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    process_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    form_key = table.Column<long>(type: "bigint", nullable: true),
                    assignee = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    due_at = table.Column<long>(type: "bigint", nullable: true),
                    follow_up_at = table.Column<long>(type: "bigint", nullable: true),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<string>(type: "text", maxLength: 20, nullable: false, collation: "C"),
                    actions = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    result_variable = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    completed_by = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    completed_action = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ended_at = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_work_item", x => x.key);
                    table.ForeignKey(
                        name: "FK_desk_work_item_desk_case_case_key",
                        column: x => x.case_key,
                        principalTable: "desk_case",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_department_member",
                columns: table => new
                {
                    department_code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    user_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_desk_department_member", x => new { x.department_code, x.user_name });
                    table.ForeignKey(
                        name: "FK_desk_department_member_desk_department_department_code",
                        column: x => x.department_code,
                        principalTable: "desk_department",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "FK_desk_department_member_desk_user_user_name",
                        column: x => x.user_name,
                        principalTable: "desk_user",
                        principalColumn: "user_name",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "desk_work_item_candidate",
                columns: table => new
                {
                    work_item_key = table.Column<long>(type: "bigint", nullable: false),
                    is_role = table.Column<bool>(type: "boolean", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "PK_desk_work_item_candidate",
                        x => new
                        {
                            x.work_item_key,
                            x.is_role,
                            x.name,
                        }
                    );
                    table.ForeignKey(
                        name: "FK_desk_work_item_candidate_desk_work_item_work_item_key",
                        column: x => x.work_item_key,
                        principalTable: "desk_work_item",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_access_token_hash", table: "desk_access_token", column: "hash", unique: true);

            migrationBuilder.CreateIndex(name: "IX_desk_access_token_user_name", table: "desk_access_token", column: "user_name");

            migrationBuilder.CreateIndex(name: "IX_desk_attachment_case_key", table: "desk_attachment", column: "case_key");

            migrationBuilder.CreateIndex(name: "IX_desk_attachment_sha256", table: "desk_attachment", column: "sha256");

            migrationBuilder.CreateIndex(
                name: "IX_desk_attachment_uploaded_by_draft_key",
                table: "desk_attachment",
                columns: new[] { "uploaded_by", "draft_key" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_case_category_code", table: "desk_case", column: "category_code");

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_customer_key_opened_at",
                table: "desk_case",
                columns: new[] { "customer_key", "opened_at" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_case_customer_phone", table: "desk_case", column: "customer_phone");

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_department_code_opened_at",
                table: "desk_case",
                columns: new[] { "department_code", "opened_at" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_case_fax_number", table: "desk_case", column: "fax_number");

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_fax_status_fax_at",
                table: "desk_case",
                columns: new[] { "fax_status", "fax_at" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_case_number", table: "desk_case", column: "number", unique: true);

            migrationBuilder.CreateIndex(name: "IX_desk_case_opened_at_key", table: "desk_case", columns: new[] { "opened_at", "key" });

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_opened_by_opened_at",
                table: "desk_case",
                columns: new[] { "opened_by", "opened_at" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_case_process_instance_key", table: "desk_case", column: "process_instance_key");

            migrationBuilder.CreateIndex(
                name: "IX_desk_case_status_opened_at",
                table: "desk_case",
                columns: new[] { "status", "opened_at" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_case_type_code", table: "desk_case", column: "type_code");

            migrationBuilder.CreateIndex(name: "IX_desk_category_parent_code", table: "desk_category", column: "parent_code");

            migrationBuilder.CreateIndex(name: "IX_desk_contact_case_key", table: "desk_contact", column: "case_key");

            migrationBuilder.CreateIndex(
                name: "IX_desk_contact_customer_key_at",
                table: "desk_contact",
                columns: new[] { "customer_key", "at" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_contact_logged_by_at", table: "desk_contact", columns: new[] { "logged_by", "at" });

            migrationBuilder.CreateIndex(name: "IX_desk_customer_name", table: "desk_customer", column: "name");

            migrationBuilder.CreateIndex(name: "IX_desk_customer_number", table: "desk_customer", column: "number", unique: true);

            migrationBuilder.CreateIndex(name: "IX_desk_customer_email_address", table: "desk_customer_email", column: "address");

            migrationBuilder.CreateIndex(name: "IX_desk_customer_phone_number", table: "desk_customer_phone", column: "number");

            migrationBuilder.CreateIndex(name: "IX_desk_department_default_manager", table: "desk_department", column: "default_manager");

            migrationBuilder.CreateIndex(name: "IX_desk_department_parent_code", table: "desk_department", column: "parent_code");

            migrationBuilder.CreateIndex(name: "IX_desk_department_member_user_name", table: "desk_department_member", column: "user_name");

            migrationBuilder.CreateIndex(name: "IX_desk_fax_rejection_at", table: "desk_fax_rejection", column: "at");

            migrationBuilder.CreateIndex(name: "IX_desk_fax_round_at", table: "desk_fax_round", column: "at");

            migrationBuilder.CreateIndex(name: "IX_desk_fax_transmission_case_key", table: "desk_fax_transmission", column: "case_key");

            migrationBuilder.CreateIndex(
                name: "IX_desk_fax_transmission_job_key",
                table: "desk_fax_transmission",
                column: "job_key",
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_desk_fax_transmission_number", table: "desk_fax_transmission", column: "number");

            migrationBuilder.CreateIndex(name: "IX_desk_fax_transmission_round_key", table: "desk_fax_transmission", column: "round_key");

            migrationBuilder.CreateIndex(
                name: "IX_desk_fax_transmission_status_created_at",
                table: "desk_fax_transmission",
                columns: new[] { "status", "created_at" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_file_name", table: "desk_file", column: "name", unique: true);

            migrationBuilder.CreateIndex(name: "IX_desk_idempotent_create_at", table: "desk_idempotent_create", column: "at");

            migrationBuilder.CreateIndex(name: "IX_desk_notification_task_key", table: "desk_notification", column: "task_key");

            migrationBuilder.CreateIndex(
                name: "IX_desk_notification_user_name_read_at_key",
                table: "desk_notification",
                columns: new[] { "user_name", "read_at", "key" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_opinion_case_key_at", table: "desk_opinion", columns: new[] { "case_key", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_desk_security_event_user_name_at",
                table: "desk_security_event",
                columns: new[] { "user_name", "at" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_timeline_entry_case_key_at_key",
                table: "desk_timeline_entry",
                columns: new[] { "case_key", "at", "key" }
            );

            migrationBuilder.CreateIndex(name: "IX_desk_user_role_role_code", table: "desk_user_role", column: "role_code");

            migrationBuilder.CreateIndex(name: "IX_desk_work_item_case_key", table: "desk_work_item", column: "case_key");

            migrationBuilder.CreateIndex(
                name: "IX_desk_work_item_status_assignee",
                table: "desk_work_item",
                columns: new[] { "status", "assignee" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_work_item_status_due_at",
                table: "desk_work_item",
                columns: new[] { "status", "due_at" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_desk_work_item_candidate_name_is_role",
                table: "desk_work_item_candidate",
                columns: new[] { "name", "is_role" }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "desk_access_token");

            migrationBuilder.DropTable(name: "desk_attachment");

            migrationBuilder.DropTable(name: "desk_case_counter");

            migrationBuilder.DropTable(name: "desk_contact");

            migrationBuilder.DropTable(name: "desk_customer_email");

            migrationBuilder.DropTable(name: "desk_customer_phone");

            migrationBuilder.DropTable(name: "desk_department_member");

            migrationBuilder.DropTable(name: "desk_draft");

            migrationBuilder.DropTable(name: "desk_fax_rejection");

            migrationBuilder.DropTable(name: "desk_fax_transmission");

            migrationBuilder.DropTable(name: "desk_file_chunk");

            migrationBuilder.DropTable(name: "desk_idempotent_create");

            migrationBuilder.DropTable(name: "desk_key_ring");

            migrationBuilder.DropTable(name: "desk_notification");

            migrationBuilder.DropTable(name: "desk_opinion");

            migrationBuilder.DropTable(name: "desk_pack");

            migrationBuilder.DropTable(name: "desk_pack_text");

            migrationBuilder.DropTable(name: "desk_role_permission");

            migrationBuilder.DropTable(name: "desk_security_event");

            migrationBuilder.DropTable(name: "desk_timeline_entry");

            migrationBuilder.DropTable(name: "desk_user_role");

            migrationBuilder.DropTable(name: "desk_work_item_candidate");

            migrationBuilder.DropTable(name: "desk_department");

            migrationBuilder.DropTable(name: "desk_fax_round");

            migrationBuilder.DropTable(name: "desk_file");

            migrationBuilder.DropTable(name: "desk_role");

            migrationBuilder.DropTable(name: "desk_work_item");

            migrationBuilder.DropTable(name: "desk_user");

            migrationBuilder.DropTable(name: "desk_case");

            migrationBuilder.DropTable(name: "desk_case_type");

            migrationBuilder.DropTable(name: "desk_category");

            migrationBuilder.DropTable(name: "desk_customer");
        }
    }
}
