using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace JobAnalysis.Migrations.Migrations
{
    /// <inheritdoc />
    public partial class Foundation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:ltree", ",,");

            migrationBuilder.CreateTable(
                name: "account",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    display_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    is_demo = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    disabled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    password_changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    previous_password_hashes = table.Column<string[]>(type: "text[]", nullable: false),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    security_stamp = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    concurrency_stamp = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    phone_number = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audit_event",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    acting_as = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    what = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    subjects = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    object_id = table.Column<Guid>(type: "uuid", nullable: true),
                    change = table.Column<string>(type: "jsonb", maxLength: 4000, nullable: true),
                    detail_digest = table.Column<byte[]>(type: "bytea", nullable: true),
                    address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_event", x => x.id);
                    table.CheckConstraint("ck_audit_event_kind", "kind in ('Change', 'Read', 'Refused')");
                });

            migrationBuilder.CreateTable(
                name: "data_protection_key",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    friendly_name = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    xml = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_data_protection_key", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "framework",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    owner_organization_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    name_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    subtitle_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    subtitle_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_framework", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "idempotency",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<Guid>(type: "uuid", nullable: false),
                    message = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    content_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    result = table.Column<string>(type: "text", maxLength: 1000000, nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency", x => new { x.account_id, x.key, x.message, x.content_hash });
                });

            migrationBuilder.CreateTable(
                name: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    retired_on = table.Column<DateOnly>(type: "date", nullable: true),
                    name_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    name_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    short_name_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    short_name_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: true),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    to = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    subject = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    body = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    next_try_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_error = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "proficiency_scale",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    provenance = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    icap_sentence_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    icap_sentence_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    icap_source_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    icap_source_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    name_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    name_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    no_opportunity_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    no_opportunity_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    note_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    note_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    reference_period_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    reference_period_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_proficiency_scale", x => x.id);
                    table.CheckConstraint("ck_proficiency_scale_kind", "kind in ('Proficiency', 'Frequency')");
                    table.CheckConstraint("ck_proficiency_scale_provenance", "provenance in ('Official', 'Agency')");
                    table.CheckConstraint("ck_proficiency_scale_status", "status in ('Suggested', 'Reviewed')");
                });

            migrationBuilder.CreateTable(
                name: "setting",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_organization_id = table.Column<Guid>(type: "uuid", nullable: true),
                    key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    value = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_setting", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sign_in_event",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    what = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    address = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_in_event", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "account_claim",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    claim_value = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_claim", x => x.id);
                    table.ForeignKey(
                        name: "fk_account_claim_account_user_id",
                        column: x => x.user_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "account_login",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    provider_key = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    provider_display_name = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_login", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_account_login_account_user_id",
                        column: x => x.user_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "account_session",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    ticket = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    address = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    browser = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_session", x => x.id);
                    table.ForeignKey(
                        name: "fk_account_session_account_account_id",
                        column: x => x.account_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "account_token",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    name = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    value = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_account_token", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_account_token_account_user_id",
                        column: x => x.user_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "role_grant",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_id = table.Column<Guid>(type: "uuid", nullable: true),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    granted_by = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_role_grant", x => x.id);
                    table.CheckConstraint("ck_role_grant_period", "valid_to > valid_from");
                    table.CheckConstraint("ck_role_grant_role", "role in ('HrOfficer', 'HrHead', 'HeadOfAgency', 'SupervisingHr', 'FrameworkOwner', 'SystemAdministrator')");
                    table.ForeignKey(
                        name: "fk_role_grant_account_account_id",
                        column: x => x.account_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audit_detail",
                columns: table => new
                {
                    event_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject = table.Column<Guid>(type: "uuid", nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    salt = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_detail", x => new { x.event_id, x.subject });
                    table.ForeignKey(
                        name: "fk_audit_detail_audit_events_event_id",
                        column: x => x.event_id,
                        principalTable: "audit_event",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audit_seal",
                columns: table => new
                {
                    event_id = table.Column<Guid>(type: "uuid", nullable: false),
                    chain_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    sealed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_seal", x => x.event_id);
                    table.ForeignKey(
                        name: "fk_audit_seal_audit_event_event_id",
                        column: x => x.event_id,
                        principalTable: "audit_event",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "attitude",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    framework_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attitude", x => x.id);
                    table.ForeignKey(
                        name: "fk_attitude_frameworks_framework_id",
                        column: x => x.framework_id,
                        principalTable: "framework",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "competency",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    framework_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_competency", x => x.id);
                    table.ForeignKey(
                        name: "fk_competency_frameworks_framework_id",
                        column: x => x.framework_id,
                        principalTable: "framework",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "framework_version",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    framework_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    source_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    english_is_translation = table.Column<bool>(type: "boolean", nullable: false),
                    revision = table.Column<long>(type: "bigint", nullable: false),
                    english_note_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    english_note_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    source_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    source_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    source_note_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    source_note_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_framework_version", x => x.id);
                    table.CheckConstraint("ck_framework_version_status", "status in ('Draft', 'InReview', 'Approved')");
                    table.ForeignKey(
                        name: "fk_framework_version_framework_framework_id",
                        column: x => x.framework_id,
                        principalTable: "framework",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "tier_default_set",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_organization_id = table.Column<Guid>(type: "uuid", nullable: true),
                    framework_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    name_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    name_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    note_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    note_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tier_default_set", x => x.id);
                    table.CheckConstraint("ck_tier_default_set_status", "status in ('Suggested', 'Reviewed')");
                    table.ForeignKey(
                        name: "fk_tier_default_set_framework_framework_id",
                        column: x => x.framework_id,
                        principalTable: "framework",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "gap_publication",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    formula_version = table.Column<int>(type: "integer", nullable: false),
                    epoch = table.Column<long>(type: "bigint", nullable: false),
                    cause = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    full = table.Column<bool>(type: "boolean", nullable: false),
                    framework_version_id = table.Column<Guid>(type: "uuid", nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    read = table.Column<int>(type: "integer", nullable: false),
                    changed = table.Column<int>(type: "integer", nullable: false),
                    removed = table.Column<int>(type: "integer", nullable: false),
                    failed = table.Column<int>(type: "integer", nullable: false),
                    failures = table.Column<string>(type: "jsonb", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gap_publication", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_gap_publication_cause", "cause in ('Nightly', 'MissedNight', 'Button', 'Command')");
                    table.ForeignKey(
                        name: "fk_gap_publication_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "gap_run",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    formula_version = table.Column<int>(type: "integer", nullable: false),
                    requested = table.Column<long>(type: "bigint", nullable: false),
                    published = table.Column<long>(type: "bigint", nullable: false),
                    epoch = table.Column<long>(type: "bigint", nullable: false),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    heartbeat = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    claimed_by = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    cause = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    full = table.Column<bool>(type: "boolean", nullable: false),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    last_failure = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    last_failure_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gap_run", x => new { x.organization_id, x.as_of, x.formula_version });
                    table.CheckConstraint("ck_gap_run_cause", "cause in ('Nightly', 'MissedNight', 'Button', 'Command')");
                    table.ForeignKey(
                        name: "fk_gap_run_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "job_family",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    display_order = table.Column<int>(type: "integer", nullable: false),
                    name_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    name_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_family", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_job_family_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organization_placement",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    placed_organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    supervising_id = table.Column<Guid>(type: "uuid", nullable: true),
                    level = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    superseded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_placement", x => x.id);
                    table.CheckConstraint("ck_organization_placement_level", "level in ('CentralFirstLevel', 'CentralSecondLevel', 'CentralThirdLevel', 'CentralFourthLevel', 'SpecialMunicipality', 'SpecialMunicipalityFirstLevel', 'SpecialMunicipalitySecondLevel', 'SpecialMunicipalityDistrict', 'County', 'CountyFirstLevel', 'CountySecondLevel', 'CityDistrict', 'Township', 'LocalCouncil', 'PublicSchool', 'Other')");
                    table.CheckConstraint("ck_organization_placement_period", "valid_to > valid_from");
                    table.ForeignKey(
                        name: "fk_organization_placement_organization_parent_id",
                        column: x => x.parent_id,
                        principalTable: "organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organization_placement_organization_placed_organization_id",
                        column: x => x.placed_organization_id,
                        principalTable: "organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organization_placement_organization_supervising_id",
                        column: x => x.supervising_id,
                        principalTable: "organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "person",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    personnel_number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    name_for_search = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    confirmed_grade = table.Column<int>(type: "integer", nullable: true),
                    left_on = table.Column<DateOnly>(type: "date", nullable: true),
                    input_revision = table.Column<long>(type: "bigint", nullable: false),
                    revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_person_is_about_itself", "person_id = id");
                    table.ForeignKey(
                        name: "fk_person_account_account_id",
                        column: x => x.account_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_person_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "position",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    retired_on = table.Column<DateOnly>(type: "date", nullable: true),
                    revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_position", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_position_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "tier_rule",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_organization_id = table.Column<Guid>(type: "uuid", nullable: true),
                    category = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    grade_from = table.Column<int>(type: "integer", nullable: true),
                    grade_to = table.Column<int>(type: "integer", nullable: true),
                    is_supervisory = table.Column<bool>(type: "boolean", nullable: true),
                    organization_level = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    tier = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tier_rule", x => x.id);
                    table.CheckConstraint("ck_tier_rule_category", "category in ('Appointed', 'Contract', 'FixedTerm', 'Police', 'Medical', 'Customs', 'Political', 'Confidential', 'Worker')");
                    table.CheckConstraint("ck_tier_rule_organization_level", "organization_level in ('CentralFirstLevel', 'CentralSecondLevel', 'CentralThirdLevel', 'CentralFourthLevel', 'SpecialMunicipality', 'SpecialMunicipalityFirstLevel', 'SpecialMunicipalitySecondLevel', 'SpecialMunicipalityDistrict', 'County', 'CountyFirstLevel', 'CountySecondLevel', 'CityDistrict', 'Township', 'LocalCouncil', 'PublicSchool', 'Other')");
                    table.CheckConstraint("ck_tier_rule_period", "valid_to > valid_from");
                    table.CheckConstraint("ck_tier_rule_tier", "tier in ('Junior', 'Middle', 'Senior')");
                    table.ForeignKey(
                        name: "fk_tier_rule_organization_owner_organization_id",
                        column: x => x.owner_organization_id,
                        principalTable: "organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "unit",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    retired_on = table.Column<DateOnly>(type: "date", nullable: true),
                    name_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    name_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unit", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_unit_kind", "kind in ('Root', 'Business', 'Personnel', 'Accounting', 'Ethics')");
                    table.ForeignKey(
                        name: "fk_unit_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "icap_reading",
                columns: table => new
                {
                    scale_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    icap_from = table.Column<int>(type: "integer", nullable: false),
                    icap_to = table.Column<int>(type: "integer", nullable: false),
                    note_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    note_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    wording_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    wording_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_icap_reading", x => new { x.scale_id, x.rank });
                    table.CheckConstraint("ck_icap_reading", "icap_from between 1 and 6 and icap_to between icap_from and 6");
                    table.ForeignKey(
                        name: "fk_icap_reading_proficiency_scales_scale_id",
                        column: x => x.scale_id,
                        principalTable: "proficiency_scale",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "scale_level",
                columns: table => new
                {
                    scale_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    definition_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    definition_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    difficulty_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    difficulty_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    guidance_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    guidance_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    influence_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    influence_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    label_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    label_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_scale_level", x => new { x.scale_id, x.rank });
                    table.CheckConstraint("ck_scale_level_rank", "rank between 0 and 20");
                    table.ForeignKey(
                        name: "fk_scale_level_proficiency_scale_scale_id",
                        column: x => x.scale_id,
                        principalTable: "proficiency_scale",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "attitude_behavior",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_organization_id = table.Column<Guid>(type: "uuid", nullable: true),
                    attitude_id = table.Column<Guid>(type: "uuid", nullable: false),
                    scale_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    note_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    note_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    text_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    text_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attitude_behavior", x => x.id);
                    table.CheckConstraint("ck_attitude_behavior_number", "number between 1 and 3");
                    table.CheckConstraint("ck_attitude_behavior_status", "status in ('Suggested', 'Reviewed')");
                    table.ForeignKey(
                        name: "fk_attitude_behavior_attitudes_attitude_id",
                        column: x => x.attitude_id,
                        principalTable: "attitude",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_attitude_behavior_proficiency_scales_scale_id",
                        column: x => x.scale_id,
                        principalTable: "proficiency_scale",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "behavioral_indicator",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_organization_id = table.Column<Guid>(type: "uuid", nullable: true),
                    competency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    scale_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    text_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    text_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_behavioral_indicator", x => x.id);
                    table.CheckConstraint("ck_behavioral_indicator_status", "status in ('Suggested', 'Reviewed')");
                    table.ForeignKey(
                        name: "fk_behavioral_indicator_competencies_competency_id",
                        column: x => x.competency_id,
                        principalTable: "competency",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_behavioral_indicator_proficiency_scales_scale_id",
                        column: x => x.scale_id,
                        principalTable: "proficiency_scale",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "assessment_round",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    framework_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    document_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    notice_version = table.Column<int>(type: "integer", nullable: false),
                    supervisors_observe_attitudes = table.Column<bool>(type: "boolean", nullable: false),
                    retention_years = table.Column<int>(type: "integer", nullable: false),
                    name_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    name_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assessment_round", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_assessment_round_period", "valid_to > valid_from");
                    table.ForeignKey(
                        name: "fk_assessment_round_framework_versions_framework_version_id",
                        column: x => x.framework_version_id,
                        principalTable: "framework_version",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assessment_round_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "attitude_edition",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    framework_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    attitude_id = table.Column<Guid>(type: "uuid", nullable: false),
                    display_order = table.Column<int>(type: "integer", nullable: false),
                    name_as_printed = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    description_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    description_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    example_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    example_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    name_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    name_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attitude_edition", x => x.id);
                    table.ForeignKey(
                        name: "fk_attitude_edition_attitude_attitude_id",
                        column: x => x.attitude_id,
                        principalTable: "attitude",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_attitude_edition_framework_versions_framework_version_id",
                        column: x => x.framework_version_id,
                        principalTable: "framework_version",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "competency_category",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    framework_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    display_order = table.Column<int>(type: "integer", nullable: false),
                    name_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    name_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_competency_category", x => x.id);
                    table.ForeignKey(
                        name: "fk_competency_category_framework_versions_framework_version_id",
                        column: x => x.framework_version_id,
                        principalTable: "framework_version",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "framework_adoption",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_organization_id = table.Column<Guid>(type: "uuid", nullable: true),
                    framework_id = table.Column<Guid>(type: "uuid", nullable: false),
                    framework_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    document_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    includes_subordinates = table.Column<bool>(type: "boolean", nullable: false),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    superseded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_framework_adoption", x => x.id);
                    table.CheckConstraint("ck_framework_adoption_period", "valid_to > valid_from");
                    table.ForeignKey(
                        name: "fk_framework_adoption_framework_versions_framework_version_id",
                        column: x => x.framework_version_id,
                        principalTable: "framework_version",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_framework_adoption_frameworks_framework_id",
                        column: x => x.framework_id,
                        principalTable: "framework",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_framework_adoption_organizations_owner_organization_id",
                        column: x => x.owner_organization_id,
                        principalTable: "organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "framework_passage",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    framework_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    display_order = table.Column<int>(type: "integer", nullable: false),
                    text_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    text_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    title_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    title_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_framework_passage", x => x.id);
                    table.CheckConstraint("ck_framework_passage_kind", "kind in ('Goal', 'Statement')");
                    table.ForeignKey(
                        name: "fk_framework_passage_framework_versions_framework_version_id",
                        column: x => x.framework_version_id,
                        principalTable: "framework_version",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "framework_warning",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    framework_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    subject_keys = table.Column<string[]>(type: "text[]", nullable: false),
                    display_order = table.Column<int>(type: "integer", nullable: false),
                    text_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    text_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_framework_warning", x => x.id);
                    table.ForeignKey(
                        name: "fk_framework_warning_framework_version_framework_version_id",
                        column: x => x.framework_version_id,
                        principalTable: "framework_version",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "tier_default",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_organization_id = table.Column<Guid>(type: "uuid", nullable: true),
                    set_id = table.Column<Guid>(type: "uuid", nullable: false),
                    competency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tier = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    reason_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    reason_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tier_default", x => x.id);
                    table.CheckConstraint("ck_tier_default_level", "level between 0 and 20");
                    table.CheckConstraint("ck_tier_default_tier", "tier in ('Junior', 'Middle', 'Senior')");
                    table.ForeignKey(
                        name: "fk_tier_default_competency_competency_id",
                        column: x => x.competency_id,
                        principalTable: "competency",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_tier_default_tier_default_sets_set_id",
                        column: x => x.set_id,
                        principalTable: "tier_default_set",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "tier_default_adoption",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    framework_id = table.Column<Guid>(type: "uuid", nullable: false),
                    set_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    document_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    recorded_by = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    superseded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tier_default_adoption", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_tier_default_adoption_period", "valid_to > valid_from");
                    table.ForeignKey(
                        name: "fk_tier_default_adoption_framework_framework_id",
                        column: x => x.framework_id,
                        principalTable: "framework",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_tier_default_adoption_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_tier_default_adoption_tier_default_sets_set_id",
                        column: x => x.set_id,
                        principalTable: "tier_default_set",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "competency_profile",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    job_family_id = table.Column<Guid>(type: "uuid", nullable: true),
                    revision = table.Column<long>(type: "bigint", nullable: false),
                    name_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    name_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_competency_profile", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_competency_profile_job_family_organization_id_job_family_id",
                        columns: x => new { x.organization_id, x.job_family_id },
                        principalTable: "job_family",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_competency_profile_organizations_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "accepted_vector",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    framework_id = table.Column<Guid>(type: "uuid", nullable: false),
                    levels = table.Column<byte[]>(type: "bytea", nullable: false),
                    valid_from_days = table.Column<int[]>(type: "integer[]", nullable: false),
                    valid_to_days = table.Column<int[]>(type: "integer[]", nullable: false),
                    input_flags = table.Column<byte[]>(type: "bytea", nullable: false),
                    input_revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accepted_vector", x => new { x.organization_id, x.person_id, x.framework_id });
                    table.CheckConstraint("ck_accepted_vector_lengths", "octet_length(levels) = cardinality(valid_from_days) and octet_length(levels) = cardinality(valid_to_days) and octet_length(levels) = octet_length(input_flags)");
                    table.ForeignKey(
                        name: "fk_accepted_vector_frameworks_framework_id",
                        column: x => x.framework_id,
                        principalTable: "framework",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_accepted_vector_person_organization_id_person_id",
                        columns: x => new { x.organization_id, x.person_id },
                        principalTable: "person",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "leave_without_pay",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    document_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    superseded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leave_without_pay", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_leave_without_pay_period", "valid_to > valid_from");
                    table.ForeignKey(
                        name: "fk_leave_without_pay_person_organization_id_person_id",
                        columns: x => new { x.organization_id, x.person_id },
                        principalTable: "person",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "person_share",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    viewer_account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person_share", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_person_share_kind", "kind in ('AssignedRater', 'SecondmentHost')");
                    table.CheckConstraint("ck_person_share_period", "valid_to > valid_from");
                    table.ForeignKey(
                        name: "fk_person_share_account_viewer_account_id",
                        column: x => x.viewer_account_id,
                        principalTable: "account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_person_share_person_organization_id_person_id",
                        columns: x => new { x.organization_id, x.person_id },
                        principalTable: "person",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "appointment",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    document_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    host_organization_id = table.Column<Guid>(type: "uuid", nullable: true),
                    host_unit = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    host_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    superseded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appointment", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_appointment_kind", "kind in ('Regular', 'Concurrent', 'ActingVacancy', 'ActingLeave', 'Secondment')");
                    table.CheckConstraint("ck_appointment_period", "valid_to > valid_from");
                    table.ForeignKey(
                        name: "fk_appointment_organizations_host_organization_id",
                        column: x => x.host_organization_id,
                        principalTable: "organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointment_person_organization_id_person_id",
                        columns: x => new { x.organization_id, x.person_id },
                        principalTable: "person",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointment_position_organization_id_position_id",
                        columns: x => new { x.organization_id, x.position_id },
                        principalTable: "position",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointment_unit_organization_id_host_unit_id",
                        columns: x => new { x.organization_id, x.host_unit_id },
                        principalTable: "unit",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "gap_total",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    competency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    required_count = table.Column<int>(type: "integer", nullable: false),
                    assessed = table.Column<int>(type: "integer", nullable: false),
                    met = table.Column<int>(type: "integer", nullable: false),
                    below = table.Column<int>(type: "integer", nullable: false),
                    below_by_two = table.Column<int>(type: "integer", nullable: false),
                    critical_below = table.Column<int>(type: "integer", nullable: false),
                    publication_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gap_total", x => new { x.organization_id, x.unit_id, x.competency_id });
                    table.ForeignKey(
                        name: "fk_gap_total_competency_competency_id",
                        column: x => x.competency_id,
                        principalTable: "competency",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_gap_total_unit_organization_id_unit_id",
                        columns: x => new { x.organization_id, x.unit_id },
                        principalTable: "unit",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "position_placement",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    position_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    superseded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_position_placement", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_position_placement_period", "valid_to > valid_from");
                    table.ForeignKey(
                        name: "fk_position_placement_position_organization_id_position_id",
                        columns: x => new { x.organization_id, x.position_id },
                        principalTable: "position",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_position_placement_unit_organization_id_unit_id",
                        columns: x => new { x.organization_id, x.unit_id },
                        principalTable: "unit",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "task",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    subject_person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: true),
                    detail_id = table.Column<Guid>(type: "uuid", nullable: true),
                    addressee = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    addressee_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    addressee_person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    waiting_person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_task_addressee", "addressee in ('Person', 'UnitHead', 'HrOfficer', 'HrHead')");
                    table.CheckConstraint("ck_task_kind", "kind in ('AssessSelf', 'RatePerson', 'AnswerClaim', 'DecideExemption', 'PublishProfile')");
                    table.ForeignKey(
                        name: "fk_task_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_task_person_organization_id_addressee_person_id",
                        columns: x => new { x.organization_id, x.addressee_person_id },
                        principalTable: "person",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_task_person_organization_id_subject_person_id",
                        columns: x => new { x.organization_id, x.subject_person_id },
                        principalTable: "person",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_task_unit_organization_id_addressee_unit_id",
                        columns: x => new { x.organization_id, x.addressee_unit_id },
                        principalTable: "unit",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "unit_placement",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    path = table.Column<string>(type: "ltree", maxLength: 4000, nullable: false),
                    display_order = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    superseded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unit_placement", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_unit_placement_period", "valid_to > valid_from");
                    table.ForeignKey(
                        name: "fk_unit_placement_unit_organization_id_parent_id",
                        columns: x => new { x.organization_id, x.parent_id },
                        principalTable: "unit",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_unit_placement_unit_organization_id_unit_id",
                        columns: x => new { x.organization_id, x.unit_id },
                        principalTable: "unit",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "assessment",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    rater_person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    framework_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    rated_on = table.Column<DateOnly>(type: "date", nullable: true),
                    revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assessment", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_assessment_source", "source in ('Self', 'Supervisor', 'Test', 'Evidence')");
                    table.CheckConstraint("ck_assessment_submitted", "(submitted_at is null) = (rated_on is null)");
                    table.ForeignKey(
                        name: "fk_assessment_assessment_round_organization_id_round_id",
                        columns: x => new { x.organization_id, x.round_id },
                        principalTable: "assessment_round",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assessment_framework_versions_framework_version_id",
                        column: x => x.framework_version_id,
                        principalTable: "framework_version",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assessment_person_organization_id_person_id",
                        columns: x => new { x.organization_id, x.person_id },
                        principalTable: "person",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assessment_person_organization_id_rater_person_id",
                        columns: x => new { x.organization_id, x.rater_person_id },
                        principalTable: "person",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assessment_unit_organization_id_unit_id",
                        columns: x => new { x.organization_id, x.unit_id },
                        principalTable: "unit",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "notice_delivery",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    round_id = table.Column<Guid>(type: "uuid", nullable: false),
                    notice_version = table.Column<int>(type: "integer", nullable: false),
                    method = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    delivered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notice_delivery", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_notice_delivery_method", "method in ('ShownOnPage', 'Paper')");
                    table.ForeignKey(
                        name: "fk_notice_delivery_assessment_round_organization_id_round_id",
                        columns: x => new { x.organization_id, x.round_id },
                        principalTable: "assessment_round",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_notice_delivery_person_organization_id_person_id",
                        columns: x => new { x.organization_id, x.person_id },
                        principalTable: "person",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "competency_edition",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    framework_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    competency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    category_id = table.Column<Guid>(type: "uuid", nullable: false),
                    display_order = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    name_as_printed = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    aliases = table.Column<string[]>(type: "text[]", nullable: false),
                    search_aliases = table.Column<string[]>(type: "text[]", nullable: false),
                    description_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    description_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    example_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    example_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    name_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    name_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_competency_edition", x => x.id);
                    table.ForeignKey(
                        name: "fk_competency_edition_competency_category_category_id",
                        column: x => x.category_id,
                        principalTable: "competency_category",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_competency_edition_competency_competency_id",
                        column: x => x.competency_id,
                        principalTable: "competency",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_competency_edition_framework_versions_framework_version_id",
                        column: x => x.framework_version_id,
                        principalTable: "framework_version",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "position_facts",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    position_id = table.Column<Guid>(type: "uuid", nullable: false),
                    category = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    grade_low = table.Column<int>(type: "integer", nullable: true),
                    grade_high = table.Column<int>(type: "integer", nullable: true),
                    grade_text = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    job_series = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    is_supervisory = table.Column<bool>(type: "boolean", nullable: false),
                    heads_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    official_order = table.Column<int>(type: "integer", nullable: false),
                    job_family_id = table.Column<Guid>(type: "uuid", nullable: true),
                    competency_profile_id = table.Column<Guid>(type: "uuid", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    superseded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    title_en = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    title_zh_hant = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_position_facts", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_position_facts_category", "category in ('Appointed', 'Contract', 'FixedTerm', 'Police', 'Medical', 'Customs', 'Political', 'Confidential', 'Worker')");
                    table.CheckConstraint("ck_position_facts_grade", "(grade_low is null) = (grade_high is null) and (grade_low is null or (grade_low between 1 and 14 and grade_high between grade_low and least(14, grade_low + 2)))");
                    table.CheckConstraint("ck_position_facts_period", "valid_to > valid_from");
                    table.ForeignKey(
                        name: "fk_position_facts_competency_profile_organization_id_competenc",
                        columns: x => new { x.organization_id, x.competency_profile_id },
                        principalTable: "competency_profile",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_position_facts_job_family_organization_id_job_family_id",
                        columns: x => new { x.organization_id, x.job_family_id },
                        principalTable: "job_family",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_position_facts_position_organization_id_position_id",
                        columns: x => new { x.organization_id, x.position_id },
                        principalTable: "position",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_position_facts_unit_organization_id_heads_unit_id",
                        columns: x => new { x.organization_id, x.heads_unit_id },
                        principalTable: "unit",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "profile_version",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    competency_profile_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    framework_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    effective_from = table.Column<DateOnly>(type: "date", nullable: true),
                    document_date = table.Column<DateOnly>(type: "date", nullable: true),
                    document_number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    prepared_by = table.Column<Guid>(type: "uuid", nullable: false),
                    published_by = table.Column<Guid>(type: "uuid", nullable: true),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reviewed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    reviewed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_profile_version", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_profile_version_published", "(status = 'Published') = (effective_from is not null and document_number is not null and published_at is not null and published_by is not null)");
                    table.CheckConstraint("ck_profile_version_status", "status in ('Draft', 'Published')");
                    table.ForeignKey(
                        name: "fk_profile_version_competency_profile_organization_id_competen",
                        columns: x => new { x.organization_id, x.competency_profile_id },
                        principalTable: "competency_profile",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_profile_version_framework_version_framework_version_id",
                        column: x => x.framework_version_id,
                        principalTable: "framework_version",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "appointment_tier",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tier = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    tier_rule_id = table.Column<Guid>(type: "uuid", nullable: true),
                    override_reason = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    superseded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appointment_tier", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_appointment_tier_period", "valid_to > valid_from");
                    table.CheckConstraint("ck_appointment_tier_tier", "tier in ('Junior', 'Middle', 'Senior')");
                    table.ForeignKey(
                        name: "fk_appointment_tier_appointment_organization_id_appointment_id",
                        columns: x => new { x.organization_id, x.appointment_id },
                        principalTable: "appointment",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointment_tier_person_organization_id_person_id",
                        columns: x => new { x.organization_id, x.person_id },
                        principalTable: "person",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_appointment_tier_tier_rules_tier_rule_id",
                        column: x => x.tier_rule_id,
                        principalTable: "tier_rule",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "exemption",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    competency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    proposed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    approved_by = table.Column<Guid>(type: "uuid", nullable: true),
                    approved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    superseded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exemption", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_exemption_period", "valid_to > valid_from");
                    table.ForeignKey(
                        name: "fk_exemption_appointment_organization_id_appointment_id",
                        columns: x => new { x.organization_id, x.appointment_id },
                        principalTable: "appointment",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_exemption_competency_competency_id",
                        column: x => x.competency_id,
                        principalTable: "competency",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_exemption_person_organization_id_person_id",
                        columns: x => new { x.organization_id, x.person_id },
                        principalTable: "person",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "assessment_answer",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    competency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    level = table.Column<int>(type: "integer", nullable: true),
                    comment = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assessment_answer", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_assessment_answer_kind", "kind in ('NotAnswered', 'Rated', 'NotObserved', 'ClaimedNotApplicable')");
                    table.CheckConstraint("ck_assessment_answer_level", "(kind = 'Rated') = (level is not null) and level between 0 and 20");
                    table.ForeignKey(
                        name: "fk_assessment_answer_assessment_organization_id_assessment_id",
                        columns: x => new { x.organization_id, x.assessment_id },
                        principalTable: "assessment",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assessment_answer_competencies_competency_id",
                        column: x => x.competency_id,
                        principalTable: "competency",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assessment_answer_person_organization_id_person_id",
                        columns: x => new { x.organization_id, x.person_id },
                        principalTable: "person",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "attitude_answer",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    behavior_id = table.Column<Guid>(type: "uuid", nullable: false),
                    frequency = table.Column<int>(type: "integer", nullable: true),
                    no_opportunity = table.Column<bool>(type: "boolean", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attitude_answer", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_attitude_answer", "not (no_opportunity and frequency is not null) and frequency between 1 and 5");
                    table.ForeignKey(
                        name: "fk_attitude_answer_assessment_organization_id_assessment_id",
                        columns: x => new { x.organization_id, x.assessment_id },
                        principalTable: "assessment",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_attitude_answer_attitude_behaviors_behavior_id",
                        column: x => x.behavior_id,
                        principalTable: "attitude_behavior",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_attitude_answer_person_organization_id_person_id",
                        columns: x => new { x.organization_id, x.person_id },
                        principalTable: "person",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "profile_cell",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    profile_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    competency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    tier = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    level = table.Column<int>(type: "integer", nullable: true),
                    is_critical = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_profile_cell", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_profile_cell_level", "level between 0 and 20");
                    table.CheckConstraint("ck_profile_cell_tier", "tier in ('Junior', 'Middle', 'Senior')");
                    table.ForeignKey(
                        name: "fk_profile_cell_competency_competency_id",
                        column: x => x.competency_id,
                        principalTable: "competency",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_profile_cell_profile_version_organization_id_profile_versio",
                        columns: x => new { x.organization_id, x.profile_version_id },
                        principalTable: "profile_version",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "profile_item",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    profile_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    competency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    importance = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_profile_item", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_profile_item_importance", "importance between 1 and 5");
                    table.ForeignKey(
                        name: "fk_profile_item_competency_competency_id",
                        column: x => x.competency_id,
                        principalTable: "competency",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_profile_item_profile_version_organization_id_profile_versio",
                        columns: x => new { x.organization_id, x.profile_version_id },
                        principalTable: "profile_version",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "resolved_requirement",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    framework_id = table.Column<Guid>(type: "uuid", nullable: false),
                    framework_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    profile_version_id = table.Column<Guid>(type: "uuid", nullable: true),
                    tier = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    tier_default_set_id = table.Column<Guid>(type: "uuid", nullable: true),
                    required = table.Column<byte[]>(type: "bytea", nullable: false),
                    critical = table.Column<byte[]>(type: "bytea", nullable: false),
                    importance = table.Column<byte[]>(type: "bytea", nullable: false),
                    layers = table.Column<byte[]>(type: "bytea", nullable: false),
                    content_hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_resolved_requirement", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_resolved_requirement_lengths", "octet_length(critical) = (octet_length(required) + 7) / 8 and octet_length(required) = octet_length(importance) and octet_length(required) = octet_length(layers)");
                    table.CheckConstraint("ck_resolved_requirement_tier", "tier in ('Junior', 'Middle', 'Senior')");
                    table.ForeignKey(
                        name: "fk_resolved_requirement_framework_framework_id",
                        column: x => x.framework_id,
                        principalTable: "framework",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_resolved_requirement_framework_version_framework_version_id",
                        column: x => x.framework_version_id,
                        principalTable: "framework_version",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_resolved_requirement_organization_organization_id",
                        column: x => x.organization_id,
                        principalTable: "organization",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_resolved_requirement_profile_version_organization_id_profil",
                        columns: x => new { x.organization_id, x.profile_version_id },
                        principalTable: "profile_version",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_resolved_requirement_tier_default_sets_tier_default_set_id",
                        column: x => x.tier_default_set_id,
                        principalTable: "tier_default_set",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "accepted_level",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    competency_id = table.Column<Guid>(type: "uuid", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    answer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rule_clause = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    rule_version = table.Column<int>(type: "integer", nullable: false),
                    rated_on = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    superseded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accepted_level", x => new { x.organization_id, x.id });
                    table.CheckConstraint("ck_accepted_level_level", "level between 0 and 20");
                    table.CheckConstraint("ck_accepted_level_period", "valid_to > valid_from");
                    table.CheckConstraint("ck_accepted_level_source", "source in ('Self', 'Supervisor', 'Test', 'Evidence')");
                    table.ForeignKey(
                        name: "fk_accepted_level_assessment_answer_organization_id_answer_id",
                        columns: x => new { x.organization_id, x.answer_id },
                        principalTable: "assessment_answer",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_accepted_level_assessment_organization_id_assessment_id",
                        columns: x => new { x.organization_id, x.assessment_id },
                        principalTable: "assessment",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_accepted_level_competencies_competency_id",
                        column: x => x.competency_id,
                        principalTable: "competency",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_accepted_level_person_organization_id_person_id",
                        columns: x => new { x.organization_id, x.person_id },
                        principalTable: "person",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "gap_history",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    framework_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    requirement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    required = table.Column<byte[]>(type: "bytea", nullable: false),
                    accepted = table.Column<byte[]>(type: "bytea", nullable: false),
                    states = table.Column<byte[]>(type: "bytea", nullable: false),
                    flags = table.Column<byte[]>(type: "bytea", nullable: false),
                    critical_unmet = table.Column<int>(type: "integer", nullable: false),
                    shown_from = table.Column<DateOnly>(type: "date", nullable: false),
                    shown_to = table.Column<DateOnly>(type: "date", nullable: false),
                    publication_id = table.Column<long>(type: "bigint", nullable: false),
                    replaced_by_publication_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gap_history", x => new { x.organization_id, x.id });
                    table.ForeignKey(
                        name: "fk_gap_history_appointment_organization_id_appointment_id",
                        columns: x => new { x.organization_id, x.appointment_id },
                        principalTable: "appointment",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_gap_history_person_organization_id_person_id",
                        columns: x => new { x.organization_id, x.person_id },
                        principalTable: "person",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_gap_history_resolved_requirement_organization_id_requiremen",
                        columns: x => new { x.organization_id, x.requirement_id },
                        principalTable: "resolved_requirement",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "gap_result",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    framework_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    requirement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    required = table.Column<byte[]>(type: "bytea", nullable: false),
                    accepted = table.Column<byte[]>(type: "bytea", nullable: false),
                    states = table.Column<byte[]>(type: "bytea", nullable: false),
                    flags = table.Column<byte[]>(type: "bytea", nullable: false),
                    valid_to_days = table.Column<int[]>(type: "integer[]", nullable: false),
                    critical_unmet = table.Column<int>(type: "integer", nullable: false),
                    next_change_on = table.Column<DateOnly>(type: "date", nullable: true),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    input_revision = table.Column<long>(type: "bigint", nullable: false),
                    setting_ids = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    formula_version = table.Column<int>(type: "integer", nullable: false),
                    publication_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gap_result", x => new { x.organization_id, x.appointment_id, x.framework_id });
                    table.CheckConstraint("ck_gap_result_lengths", "octet_length(required) = octet_length(accepted) and octet_length(required) = octet_length(states) and octet_length(required) = octet_length(flags) and octet_length(required) = cardinality(valid_to_days)");
                    table.ForeignKey(
                        name: "fk_gap_result_appointment_organization_id_appointment_id",
                        columns: x => new { x.organization_id, x.appointment_id },
                        principalTable: "appointment",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_gap_result_framework_framework_id",
                        column: x => x.framework_id,
                        principalTable: "framework",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_gap_result_person_organization_id_person_id",
                        columns: x => new { x.organization_id, x.person_id },
                        principalTable: "person",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_gap_result_resolved_requirement_organization_id_requirement",
                        columns: x => new { x.organization_id, x.requirement_id },
                        principalTable: "resolved_requirement",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_gap_result_unit_organization_id_unit_id",
                        columns: x => new { x.organization_id, x.unit_id },
                        principalTable: "unit",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_accepted_level_competency_id",
                table: "accepted_level",
                column: "competency_id");

            migrationBuilder.CreateIndex(
                name: "ix_accepted_level_organization_id_answer_id",
                table: "accepted_level",
                columns: new[] { "organization_id", "answer_id" });

            migrationBuilder.CreateIndex(
                name: "ix_accepted_level_organization_id_assessment_id",
                table: "accepted_level",
                columns: new[] { "organization_id", "assessment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_accepted_level_organization_id_person_id_competency_id",
                table: "accepted_level",
                columns: new[] { "organization_id", "person_id", "competency_id" });

            migrationBuilder.CreateIndex(
                name: "ix_accepted_vector_framework_id",
                table: "accepted_vector",
                column: "framework_id");

            migrationBuilder.CreateIndex(
                name: "ix_account_normalized_email",
                table: "account",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "ix_account_normalized_user_name",
                table: "account",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_account_claim_user_id",
                table: "account_claim",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_account_login_user_id",
                table: "account_login",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_account_session_account_id",
                table: "account_session",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_account_session_key_hash",
                table: "account_session",
                column: "key_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_appointment_host_organization_id",
                table: "appointment",
                column: "host_organization_id");

            migrationBuilder.CreateIndex(
                name: "ix_appointment_organization_id_host_unit_id",
                table: "appointment",
                columns: new[] { "organization_id", "host_unit_id" });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_organization_id_person_id",
                table: "appointment",
                columns: new[] { "organization_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_organization_id_position_id",
                table: "appointment",
                columns: new[] { "organization_id", "position_id" });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_tier_organization_id_appointment_id",
                table: "appointment_tier",
                columns: new[] { "organization_id", "appointment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_tier_organization_id_person_id",
                table: "appointment_tier",
                columns: new[] { "organization_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_appointment_tier_tier_rule_id",
                table: "appointment_tier",
                column: "tier_rule_id");

            migrationBuilder.CreateIndex(
                name: "ix_assessment_framework_version_id",
                table: "assessment",
                column: "framework_version_id");

            migrationBuilder.CreateIndex(
                name: "ix_assessment_organization_id_rater_person_id",
                table: "assessment",
                columns: new[] { "organization_id", "rater_person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_assessment_organization_id_round_id",
                table: "assessment",
                columns: new[] { "organization_id", "round_id" });

            migrationBuilder.CreateIndex(
                name: "ix_assessment_organization_id_unit_id",
                table: "assessment",
                columns: new[] { "organization_id", "unit_id" });

            migrationBuilder.CreateIndex(
                name: "ux_assessment_source",
                table: "assessment",
                columns: new[] { "organization_id", "person_id", "round_id", "source", "rater_person_id" },
                unique: true,
                filter: "source in ('Self', 'Supervisor')")
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_assessment_answer_competency_id",
                table: "assessment_answer",
                column: "competency_id");

            migrationBuilder.CreateIndex(
                name: "ix_assessment_answer_organization_id_assessment_id_competency_",
                table: "assessment_answer",
                columns: new[] { "organization_id", "assessment_id", "competency_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_assessment_answer_organization_id_person_id",
                table: "assessment_answer",
                columns: new[] { "organization_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_assessment_round_framework_version_id",
                table: "assessment_round",
                column: "framework_version_id");

            migrationBuilder.CreateIndex(
                name: "ix_assessment_round_organization_id_year",
                table: "assessment_round",
                columns: new[] { "organization_id", "year" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_attitude_framework_id_key",
                table: "attitude",
                columns: new[] { "framework_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_attitude_framework_id_ordinal",
                table: "attitude",
                columns: new[] { "framework_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_attitude_answer_behavior_id",
                table: "attitude_answer",
                column: "behavior_id");

            migrationBuilder.CreateIndex(
                name: "ix_attitude_answer_organization_id_assessment_id_behavior_id",
                table: "attitude_answer",
                columns: new[] { "organization_id", "assessment_id", "behavior_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_attitude_answer_organization_id_person_id",
                table: "attitude_answer",
                columns: new[] { "organization_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_attitude_behavior_attitude_id",
                table: "attitude_behavior",
                column: "attitude_id");

            migrationBuilder.CreateIndex(
                name: "ix_attitude_behavior_scale_id",
                table: "attitude_behavior",
                column: "scale_id");

            migrationBuilder.CreateIndex(
                name: "ix_attitude_edition_attitude_id",
                table: "attitude_edition",
                column: "attitude_id");

            migrationBuilder.CreateIndex(
                name: "ix_attitude_edition_framework_version_id_attitude_id",
                table: "attitude_edition",
                columns: new[] { "framework_version_id", "attitude_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_audit_event_organization_id_at",
                table: "audit_event",
                columns: new[] { "organization_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_event_subjects",
                table: "audit_event",
                column: "subjects")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_audit_seal_chain_id_number",
                table: "audit_seal",
                columns: new[] { "chain_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_behavioral_indicator_competency_id_scale_id_rank",
                table: "behavioral_indicator",
                columns: new[] { "competency_id", "scale_id", "rank" });

            migrationBuilder.CreateIndex(
                name: "ix_behavioral_indicator_scale_id",
                table: "behavioral_indicator",
                column: "scale_id");

            migrationBuilder.CreateIndex(
                name: "ix_competency_framework_id_key",
                table: "competency",
                columns: new[] { "framework_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_competency_framework_id_ordinal",
                table: "competency",
                columns: new[] { "framework_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_competency_category_framework_version_id_key",
                table: "competency_category",
                columns: new[] { "framework_version_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_competency_edition_category_id",
                table: "competency_edition",
                column: "category_id");

            migrationBuilder.CreateIndex(
                name: "ix_competency_edition_competency_id",
                table: "competency_edition",
                column: "competency_id");

            migrationBuilder.CreateIndex(
                name: "ix_competency_edition_framework_version_id_competency_id",
                table: "competency_edition",
                columns: new[] { "framework_version_id", "competency_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_competency_profile_organization_id_job_family_id",
                table: "competency_profile",
                columns: new[] { "organization_id", "job_family_id" });

            migrationBuilder.CreateIndex(
                name: "ix_exemption_competency_id",
                table: "exemption",
                column: "competency_id");

            migrationBuilder.CreateIndex(
                name: "ix_exemption_organization_id_appointment_id",
                table: "exemption",
                columns: new[] { "organization_id", "appointment_id" });

            migrationBuilder.CreateIndex(
                name: "ix_exemption_organization_id_person_id",
                table: "exemption",
                columns: new[] { "organization_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_framework_key",
                table: "framework",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_framework_adoption_framework_id",
                table: "framework_adoption",
                column: "framework_id");

            migrationBuilder.CreateIndex(
                name: "ix_framework_adoption_framework_version_id",
                table: "framework_adoption",
                column: "framework_version_id");

            migrationBuilder.CreateIndex(
                name: "ix_framework_adoption_owner_organization_id",
                table: "framework_adoption",
                column: "owner_organization_id");

            migrationBuilder.CreateIndex(
                name: "ix_framework_passage_framework_version_id",
                table: "framework_passage",
                column: "framework_version_id");

            migrationBuilder.CreateIndex(
                name: "ix_framework_version_framework_id_number",
                table: "framework_version",
                columns: new[] { "framework_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_framework_warning_framework_version_id",
                table: "framework_warning",
                column: "framework_version_id");

            migrationBuilder.CreateIndex(
                name: "ix_gap_history_organization_id_appointment_id_framework_id_sho",
                table: "gap_history",
                columns: new[] { "organization_id", "appointment_id", "framework_id", "shown_from" });

            migrationBuilder.CreateIndex(
                name: "ix_gap_history_organization_id_person_id",
                table: "gap_history",
                columns: new[] { "organization_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_gap_history_organization_id_requirement_id",
                table: "gap_history",
                columns: new[] { "organization_id", "requirement_id" });

            migrationBuilder.CreateIndex(
                name: "ix_gap_publication_organization_id_as_of",
                table: "gap_publication",
                columns: new[] { "organization_id", "as_of" });

            migrationBuilder.CreateIndex(
                name: "ix_gap_result_framework_id",
                table: "gap_result",
                column: "framework_id");

            migrationBuilder.CreateIndex(
                name: "ix_gap_result_organization_id_next_change_on",
                table: "gap_result",
                columns: new[] { "organization_id", "next_change_on" });

            migrationBuilder.CreateIndex(
                name: "ix_gap_result_organization_id_person_id",
                table: "gap_result",
                columns: new[] { "organization_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_gap_result_organization_id_requirement_id",
                table: "gap_result",
                columns: new[] { "organization_id", "requirement_id" });

            migrationBuilder.CreateIndex(
                name: "ix_gap_result_organization_id_unit_id",
                table: "gap_result",
                columns: new[] { "organization_id", "unit_id" });

            migrationBuilder.CreateIndex(
                name: "ix_gap_run_waiting",
                table: "gap_run",
                columns: new[] { "organization_id", "as_of" },
                filter: "requested > published");

            migrationBuilder.CreateIndex(
                name: "ix_gap_total_competency_id",
                table: "gap_total",
                column: "competency_id");

            migrationBuilder.CreateIndex(
                name: "ix_leave_without_pay_organization_id_person_id",
                table: "leave_without_pay",
                columns: new[] { "organization_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_notice_delivery_organization_id_person_id_round_id_notice_v",
                table: "notice_delivery",
                columns: new[] { "organization_id", "person_id", "round_id", "notice_version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notice_delivery_organization_id_round_id",
                table: "notice_delivery",
                columns: new[] { "organization_id", "round_id" });

            migrationBuilder.CreateIndex(
                name: "ix_organization_code",
                table: "organization",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organization_placement_parent_id",
                table: "organization_placement",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_organization_placement_placed_organization_id",
                table: "organization_placement",
                column: "placed_organization_id");

            migrationBuilder.CreateIndex(
                name: "ix_organization_placement_supervising_id",
                table: "organization_placement",
                column: "supervising_id");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_next_try_at",
                table: "outbox",
                column: "next_try_at",
                filter: "sent_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_person_account_id",
                table: "person",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_person_organization_id_account_id",
                table: "person",
                columns: new[] { "organization_id", "account_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_person_organization_id_personnel_number",
                table: "person",
                columns: new[] { "organization_id", "personnel_number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_person_share_organization_id_person_id",
                table: "person_share",
                columns: new[] { "organization_id", "person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_person_share_viewer_account_id",
                table: "person_share",
                column: "viewer_account_id");

            migrationBuilder.CreateIndex(
                name: "ix_position_organization_id_number",
                table: "position",
                columns: new[] { "organization_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_position_facts_organization_id_competency_profile_id",
                table: "position_facts",
                columns: new[] { "organization_id", "competency_profile_id" });

            migrationBuilder.CreateIndex(
                name: "ix_position_facts_organization_id_heads_unit_id",
                table: "position_facts",
                columns: new[] { "organization_id", "heads_unit_id" });

            migrationBuilder.CreateIndex(
                name: "ix_position_facts_organization_id_job_family_id",
                table: "position_facts",
                columns: new[] { "organization_id", "job_family_id" });

            migrationBuilder.CreateIndex(
                name: "ix_position_facts_organization_id_position_id",
                table: "position_facts",
                columns: new[] { "organization_id", "position_id" });

            migrationBuilder.CreateIndex(
                name: "ix_position_placement_organization_id_position_id",
                table: "position_placement",
                columns: new[] { "organization_id", "position_id" });

            migrationBuilder.CreateIndex(
                name: "ix_position_placement_organization_id_unit_id",
                table: "position_placement",
                columns: new[] { "organization_id", "unit_id" });

            migrationBuilder.CreateIndex(
                name: "ix_proficiency_scale_key_version",
                table: "proficiency_scale",
                columns: new[] { "key", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_profile_cell_competency_id",
                table: "profile_cell",
                column: "competency_id");

            migrationBuilder.CreateIndex(
                name: "ix_profile_cell_organization_id_profile_version_id_competency_",
                table: "profile_cell",
                columns: new[] { "organization_id", "profile_version_id", "competency_id", "tier" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_profile_item_competency_id",
                table: "profile_item",
                column: "competency_id");

            migrationBuilder.CreateIndex(
                name: "ix_profile_item_organization_id_profile_version_id_competency_",
                table: "profile_item",
                columns: new[] { "organization_id", "profile_version_id", "competency_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_profile_version_framework_version_id",
                table: "profile_version",
                column: "framework_version_id");

            migrationBuilder.CreateIndex(
                name: "ix_profile_version_organization_id_competency_profile_id_number",
                table: "profile_version",
                columns: new[] { "organization_id", "competency_profile_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_profile_version_draft",
                table: "profile_version",
                columns: new[] { "organization_id", "competency_profile_id" },
                unique: true,
                filter: "status = 'Draft'");

            migrationBuilder.CreateIndex(
                name: "ux_profile_version_effective_from",
                table: "profile_version",
                columns: new[] { "organization_id", "competency_profile_id", "effective_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_resolved_requirement_framework_id",
                table: "resolved_requirement",
                column: "framework_id");

            migrationBuilder.CreateIndex(
                name: "ix_resolved_requirement_framework_version_id",
                table: "resolved_requirement",
                column: "framework_version_id");

            migrationBuilder.CreateIndex(
                name: "ix_resolved_requirement_organization_id_content_hash",
                table: "resolved_requirement",
                columns: new[] { "organization_id", "content_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_resolved_requirement_organization_id_profile_version_id",
                table: "resolved_requirement",
                columns: new[] { "organization_id", "profile_version_id" });

            migrationBuilder.CreateIndex(
                name: "ix_resolved_requirement_tier_default_set_id",
                table: "resolved_requirement",
                column: "tier_default_set_id");

            migrationBuilder.CreateIndex(
                name: "ix_role_grant_account_id",
                table: "role_grant",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_setting_owner_organization_id_key_valid_from",
                table: "setting",
                columns: new[] { "owner_organization_id", "key", "valid_from" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_sign_in_event_account_id_at",
                table: "sign_in_event",
                columns: new[] { "account_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_task_organization_id_addressee_person_id",
                table: "task",
                columns: new[] { "organization_id", "addressee_person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_task_organization_id_addressee_unit_id",
                table: "task",
                columns: new[] { "organization_id", "addressee_unit_id" });

            migrationBuilder.CreateIndex(
                name: "ix_task_organization_id_due_on",
                table: "task",
                columns: new[] { "organization_id", "due_on" },
                filter: "completed_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_task_organization_id_subject_person_id",
                table: "task",
                columns: new[] { "organization_id", "subject_person_id" });

            migrationBuilder.CreateIndex(
                name: "ix_tier_default_competency_id",
                table: "tier_default",
                column: "competency_id");

            migrationBuilder.CreateIndex(
                name: "ix_tier_default_set_id_competency_id_tier",
                table: "tier_default",
                columns: new[] { "set_id", "competency_id", "tier" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_tier_default_adoption_framework_id",
                table: "tier_default_adoption",
                column: "framework_id");

            migrationBuilder.CreateIndex(
                name: "ix_tier_default_adoption_set_id",
                table: "tier_default_adoption",
                column: "set_id");

            migrationBuilder.CreateIndex(
                name: "ix_tier_default_set_framework_id",
                table: "tier_default_set",
                column: "framework_id");

            migrationBuilder.CreateIndex(
                name: "ix_tier_rule_owner_organization_id",
                table: "tier_rule",
                column: "owner_organization_id");

            migrationBuilder.CreateIndex(
                name: "ix_unit_placement_organization_id_parent_id",
                table: "unit_placement",
                columns: new[] { "organization_id", "parent_id" });

            migrationBuilder.CreateIndex(
                name: "ix_unit_placement_organization_id_unit_id",
                table: "unit_placement",
                columns: new[] { "organization_id", "unit_id" });

            migrationBuilder.Sql(EmbeddedText.Read("0001_foundation.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "accepted_level");

            migrationBuilder.DropTable(
                name: "accepted_vector");

            migrationBuilder.DropTable(
                name: "account_claim");

            migrationBuilder.DropTable(
                name: "account_login");

            migrationBuilder.DropTable(
                name: "account_session");

            migrationBuilder.DropTable(
                name: "account_token");

            migrationBuilder.DropTable(
                name: "appointment_tier");

            migrationBuilder.DropTable(
                name: "attitude_answer");

            migrationBuilder.DropTable(
                name: "attitude_edition");

            migrationBuilder.DropTable(
                name: "audit_detail");

            migrationBuilder.DropTable(
                name: "audit_seal");

            migrationBuilder.DropTable(
                name: "behavioral_indicator");

            migrationBuilder.DropTable(
                name: "competency_edition");

            migrationBuilder.DropTable(
                name: "data_protection_key");

            migrationBuilder.DropTable(
                name: "exemption");

            migrationBuilder.DropTable(
                name: "framework_adoption");

            migrationBuilder.DropTable(
                name: "framework_passage");

            migrationBuilder.DropTable(
                name: "framework_warning");

            migrationBuilder.DropTable(
                name: "gap_history");

            migrationBuilder.DropTable(
                name: "gap_publication");

            migrationBuilder.DropTable(
                name: "gap_result");

            migrationBuilder.DropTable(
                name: "gap_run");

            migrationBuilder.DropTable(
                name: "gap_total");

            migrationBuilder.DropTable(
                name: "icap_reading");

            migrationBuilder.DropTable(
                name: "idempotency");

            migrationBuilder.DropTable(
                name: "leave_without_pay");

            migrationBuilder.DropTable(
                name: "notice_delivery");

            migrationBuilder.DropTable(
                name: "organization_placement");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "person_share");

            migrationBuilder.DropTable(
                name: "position_facts");

            migrationBuilder.DropTable(
                name: "position_placement");

            migrationBuilder.DropTable(
                name: "profile_cell");

            migrationBuilder.DropTable(
                name: "profile_item");

            migrationBuilder.DropTable(
                name: "role_grant");

            migrationBuilder.DropTable(
                name: "scale_level");

            migrationBuilder.DropTable(
                name: "setting");

            migrationBuilder.DropTable(
                name: "sign_in_event");

            migrationBuilder.DropTable(
                name: "task");

            migrationBuilder.DropTable(
                name: "tier_default");

            migrationBuilder.DropTable(
                name: "tier_default_adoption");

            migrationBuilder.DropTable(
                name: "unit_placement");

            migrationBuilder.DropTable(
                name: "assessment_answer");

            migrationBuilder.DropTable(
                name: "tier_rule");

            migrationBuilder.DropTable(
                name: "attitude_behavior");

            migrationBuilder.DropTable(
                name: "audit_event");

            migrationBuilder.DropTable(
                name: "competency_category");

            migrationBuilder.DropTable(
                name: "appointment");

            migrationBuilder.DropTable(
                name: "resolved_requirement");

            migrationBuilder.DropTable(
                name: "assessment");

            migrationBuilder.DropTable(
                name: "competency");

            migrationBuilder.DropTable(
                name: "attitude");

            migrationBuilder.DropTable(
                name: "proficiency_scale");

            migrationBuilder.DropTable(
                name: "position");

            migrationBuilder.DropTable(
                name: "profile_version");

            migrationBuilder.DropTable(
                name: "tier_default_set");

            migrationBuilder.DropTable(
                name: "assessment_round");

            migrationBuilder.DropTable(
                name: "person");

            migrationBuilder.DropTable(
                name: "unit");

            migrationBuilder.DropTable(
                name: "competency_profile");

            migrationBuilder.DropTable(
                name: "framework_version");

            migrationBuilder.DropTable(
                name: "account");

            migrationBuilder.DropTable(
                name: "job_family");

            migrationBuilder.DropTable(
                name: "framework");

            migrationBuilder.DropTable(
                name: "organization");
        }
    }
}
