using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace JobAnalysis.Migrations.Migrations
{
    /// <inheritdoc />
    public partial class Engine : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(EmbeddedText.Read("0002_engine_before.sql"));

            migrationBuilder.DropForeignKey(
                name: "fk_gap_history_appointment_organization_id_appointment_id",
                table: "gap_history");

            migrationBuilder.DropForeignKey(
                name: "fk_gap_history_person_organization_id_person_id",
                table: "gap_history");

            migrationBuilder.DropForeignKey(
                name: "fk_gap_history_resolved_requirement_organization_id_requiremen",
                table: "gap_history");

            migrationBuilder.DropForeignKey(
                name: "fk_gap_result_appointment_organization_id_appointment_id",
                table: "gap_result");

            migrationBuilder.DropForeignKey(
                name: "fk_gap_result_framework_framework_id",
                table: "gap_result");

            migrationBuilder.DropForeignKey(
                name: "fk_gap_result_person_organization_id_person_id",
                table: "gap_result");

            migrationBuilder.DropForeignKey(
                name: "fk_gap_result_resolved_requirement_organization_id_requirement",
                table: "gap_result");

            migrationBuilder.DropForeignKey(
                name: "fk_gap_result_unit_organization_id_unit_id",
                table: "gap_result");

            migrationBuilder.DropForeignKey(
                name: "fk_gap_total_competency_competency_id",
                table: "gap_total");

            migrationBuilder.DropForeignKey(
                name: "fk_gap_total_unit_organization_id_unit_id",
                table: "gap_total");

            migrationBuilder.DropIndex(
                name: "ix_gap_total_competency_id",
                table: "gap_total");

            migrationBuilder.DropIndex(
                name: "ix_gap_result_framework_id",
                table: "gap_result");

            migrationBuilder.DropIndex(
                name: "ix_gap_result_organization_id_next_change_on",
                table: "gap_result");

            migrationBuilder.DropIndex(
                name: "ix_gap_result_organization_id_requirement_id",
                table: "gap_result");

            migrationBuilder.DropPrimaryKey(
                name: "pk_gap_history",
                table: "gap_history");

            migrationBuilder.DropIndex(
                name: "ix_gap_history_organization_id_appointment_id_framework_id_sho",
                table: "gap_history");

            migrationBuilder.DropIndex(
                name: "ix_gap_history_organization_id_person_id",
                table: "gap_history");

            migrationBuilder.DropIndex(
                name: "ix_gap_history_organization_id_requirement_id",
                table: "gap_history");

            migrationBuilder.DropColumn(
                name: "assessed",
                table: "gap_total");

            migrationBuilder.DropColumn(
                name: "below",
                table: "gap_total");

            migrationBuilder.DropColumn(
                name: "below_by_two",
                table: "gap_total");

            migrationBuilder.DropColumn(
                name: "critical_below",
                table: "gap_total");

            migrationBuilder.DropColumn(
                name: "met",
                table: "gap_total");

            migrationBuilder.DropColumn(
                name: "required_count",
                table: "gap_total");

            migrationBuilder.RenameColumn(
                name: "competency_id",
                table: "gap_total",
                newName: "framework_id");

            migrationBuilder.AddColumn<byte[]>(
                name: "own",
                table: "gap_total",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<byte[]>(
                name: "tree",
                table: "gap_total",
                type: "bytea",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "gap_result",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Regular");

            migrationBuilder.AddColumn<bool>(
                name: "uncounted",
                table: "gap_result",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "cluster_id",
                table: "gap_publication",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "compute_ms",
                table: "gap_publication",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "due_by_date",
                table: "gap_publication",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "due_by_input",
                table: "gap_publication",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "headcount",
                table: "gap_publication",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "people",
                table: "gap_publication",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "publish_ms",
                table: "gap_publication",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "read_ms",
                table: "gap_publication",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "retried",
                table: "gap_publication",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "snapshot_xmin",
                table: "gap_publication",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "stage_ms",
                table: "gap_publication",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "tree_hash",
                table: "gap_publication",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "unchanged",
                table: "gap_publication",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateOnly>(
                name: "built_on",
                table: "accepted_vector",
                type: "date",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.AddColumn<DateOnly>(
                name: "next_start_on",
                table: "accepted_vector",
                type: "date",
                nullable: true);

            migrationBuilder.AddPrimaryKey(
                name: "pk_gap_history",
                table: "gap_history",
                columns: new[] { "organization_id", "appointment_id", "framework_id", "id" });

            migrationBuilder.CreateTable(
                name: "gap_quarantine",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    first_seen = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    publication_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gap_quarantine", x => new { x.organization_id, x.person_id });
                    table.ForeignKey(
                        name: "fk_gap_quarantine_person_organization_id_person_id",
                        columns: x => new { x.organization_id, x.person_id },
                        principalTable: "person",
                        principalColumns: new[] { "organization_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "gap_waiting",
                columns: table => new
                {
                    organization_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    next_change_on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_gap_waiting", x => new { x.organization_id, x.person_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_gap_result_organization_id_next_change_on",
                table: "gap_result",
                columns: new[] { "organization_id", "next_change_on" },
                filter: "next_change_on is not null");

            migrationBuilder.AddCheckConstraint(
                name: "ck_gap_result_kind",
                table: "gap_result",
                sql: "kind in ('Regular', 'Concurrent', 'ActingVacancy', 'ActingLeave', 'Secondment')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_gap_result_lengths",
                table: "gap_result",
                sql: "octet_length(required) = octet_length(accepted) and octet_length(required) = octet_length(states) and octet_length(required) = octet_length(flags) and octet_length(required) * 4 = octet_length(valid_to_days)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_accepted_vector_lengths",
                table: "accepted_vector",
                sql: "octet_length(levels) * 4 = octet_length(valid_from_days) and octet_length(levels) * 4 = octet_length(valid_to_days) and octet_length(levels) = octet_length(input_flags)");

            migrationBuilder.CreateIndex(
                name: "ix_gap_waiting_organization_id_next_change_on",
                table: "gap_waiting",
                columns: new[] { "organization_id", "next_change_on" });

            migrationBuilder.Sql(EmbeddedText.Read("0003_engine.sql"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "gap_quarantine");

            migrationBuilder.DropTable(
                name: "gap_waiting");

            migrationBuilder.DropIndex(
                name: "ix_gap_result_organization_id_next_change_on",
                table: "gap_result");

            migrationBuilder.DropCheckConstraint(
                name: "ck_gap_result_kind",
                table: "gap_result");

            migrationBuilder.DropCheckConstraint(
                name: "ck_gap_result_lengths",
                table: "gap_result");

            migrationBuilder.DropPrimaryKey(
                name: "pk_gap_history",
                table: "gap_history");

            migrationBuilder.DropCheckConstraint(
                name: "ck_accepted_vector_lengths",
                table: "accepted_vector");

            migrationBuilder.DropColumn(
                name: "own",
                table: "gap_total");

            migrationBuilder.DropColumn(
                name: "tree",
                table: "gap_total");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "gap_result");

            migrationBuilder.DropColumn(
                name: "uncounted",
                table: "gap_result");

            migrationBuilder.DropColumn(
                name: "cluster_id",
                table: "gap_publication");

            migrationBuilder.DropColumn(
                name: "compute_ms",
                table: "gap_publication");

            migrationBuilder.DropColumn(
                name: "due_by_date",
                table: "gap_publication");

            migrationBuilder.DropColumn(
                name: "due_by_input",
                table: "gap_publication");

            migrationBuilder.DropColumn(
                name: "headcount",
                table: "gap_publication");

            migrationBuilder.DropColumn(
                name: "people",
                table: "gap_publication");

            migrationBuilder.DropColumn(
                name: "publish_ms",
                table: "gap_publication");

            migrationBuilder.DropColumn(
                name: "read_ms",
                table: "gap_publication");

            migrationBuilder.DropColumn(
                name: "retried",
                table: "gap_publication");

            migrationBuilder.DropColumn(
                name: "snapshot_xmin",
                table: "gap_publication");

            migrationBuilder.DropColumn(
                name: "stage_ms",
                table: "gap_publication");

            migrationBuilder.DropColumn(
                name: "tree_hash",
                table: "gap_publication");

            migrationBuilder.DropColumn(
                name: "unchanged",
                table: "gap_publication");

            migrationBuilder.DropColumn(
                name: "built_on",
                table: "accepted_vector");

            migrationBuilder.DropColumn(
                name: "next_start_on",
                table: "accepted_vector");

            migrationBuilder.RenameColumn(
                name: "framework_id",
                table: "gap_total",
                newName: "competency_id");

            migrationBuilder.AddColumn<int>(
                name: "assessed",
                table: "gap_total",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "below",
                table: "gap_total",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "below_by_two",
                table: "gap_total",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "critical_below",
                table: "gap_total",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "met",
                table: "gap_total",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "required_count",
                table: "gap_total",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AlterColumn<int[]>(
                name: "valid_to_days",
                table: "gap_result",
                type: "integer[]",
                nullable: false,
                oldClrType: typeof(byte[]),
                oldType: "bytea");

            migrationBuilder.AlterColumn<Guid[]>(
                name: "setting_ids",
                table: "gap_result",
                type: "uuid[]",
                nullable: false,
                oldClrType: typeof(byte[]),
                oldType: "bytea");

            migrationBuilder.AlterColumn<int[]>(
                name: "valid_to_days",
                table: "accepted_vector",
                type: "integer[]",
                nullable: false,
                oldClrType: typeof(byte[]),
                oldType: "bytea");

            migrationBuilder.AlterColumn<int[]>(
                name: "valid_from_days",
                table: "accepted_vector",
                type: "integer[]",
                nullable: false,
                oldClrType: typeof(byte[]),
                oldType: "bytea");

            migrationBuilder.AddPrimaryKey(
                name: "pk_gap_history",
                table: "gap_history",
                columns: new[] { "organization_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_gap_total_competency_id",
                table: "gap_total",
                column: "competency_id");

            migrationBuilder.CreateIndex(
                name: "ix_gap_result_framework_id",
                table: "gap_result",
                column: "framework_id");

            migrationBuilder.CreateIndex(
                name: "ix_gap_result_organization_id_next_change_on",
                table: "gap_result",
                columns: new[] { "organization_id", "next_change_on" });

            migrationBuilder.CreateIndex(
                name: "ix_gap_result_organization_id_requirement_id",
                table: "gap_result",
                columns: new[] { "organization_id", "requirement_id" });

            migrationBuilder.AddCheckConstraint(
                name: "ck_gap_result_lengths",
                table: "gap_result",
                sql: "octet_length(required) = octet_length(accepted) and octet_length(required) = octet_length(states) and octet_length(required) = octet_length(flags) and octet_length(required) = cardinality(valid_to_days)");

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

            migrationBuilder.AddCheckConstraint(
                name: "ck_accepted_vector_lengths",
                table: "accepted_vector",
                sql: "octet_length(levels) = cardinality(valid_from_days) and octet_length(levels) = cardinality(valid_to_days) and octet_length(levels) = octet_length(input_flags)");

            migrationBuilder.AddForeignKey(
                name: "fk_gap_history_appointment_organization_id_appointment_id",
                table: "gap_history",
                columns: new[] { "organization_id", "appointment_id" },
                principalTable: "appointment",
                principalColumns: new[] { "organization_id", "id" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_gap_history_person_organization_id_person_id",
                table: "gap_history",
                columns: new[] { "organization_id", "person_id" },
                principalTable: "person",
                principalColumns: new[] { "organization_id", "id" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_gap_history_resolved_requirement_organization_id_requiremen",
                table: "gap_history",
                columns: new[] { "organization_id", "requirement_id" },
                principalTable: "resolved_requirement",
                principalColumns: new[] { "organization_id", "id" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_gap_result_appointment_organization_id_appointment_id",
                table: "gap_result",
                columns: new[] { "organization_id", "appointment_id" },
                principalTable: "appointment",
                principalColumns: new[] { "organization_id", "id" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_gap_result_framework_framework_id",
                table: "gap_result",
                column: "framework_id",
                principalTable: "framework",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_gap_result_person_organization_id_person_id",
                table: "gap_result",
                columns: new[] { "organization_id", "person_id" },
                principalTable: "person",
                principalColumns: new[] { "organization_id", "id" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_gap_result_resolved_requirement_organization_id_requirement",
                table: "gap_result",
                columns: new[] { "organization_id", "requirement_id" },
                principalTable: "resolved_requirement",
                principalColumns: new[] { "organization_id", "id" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_gap_result_unit_organization_id_unit_id",
                table: "gap_result",
                columns: new[] { "organization_id", "unit_id" },
                principalTable: "unit",
                principalColumns: new[] { "organization_id", "id" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_gap_total_competency_competency_id",
                table: "gap_total",
                column: "competency_id",
                principalTable: "competency",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_gap_total_unit_organization_id_unit_id",
                table: "gap_total",
                columns: new[] { "organization_id", "unit_id" },
                principalTable: "unit",
                principalColumns: new[] { "organization_id", "id" },
                onDelete: ReferentialAction.Restrict);
        }
    }
}
