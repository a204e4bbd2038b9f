using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Matoi.Storage.State.Migrations
{
    /// <inheritdoc />
    public partial class CaseWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CustomFields",
                table: "Incidents",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<bool>(
                name: "IsSeveritySet",
                table: "Incidents",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsTitleSet",
                table: "Incidents",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Labels",
                table: "Incidents",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<int>(
                name: "MergedInto",
                table: "Incidents",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Pap",
                table: "Incidents",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Phases",
                table: "Incidents",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<string>(
                name: "RestrictedTo",
                table: "Incidents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Roles",
                table: "Incidents",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "Summary",
                table: "Incidents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SummaryAuthor",
                table: "Incidents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SummaryTime",
                table: "Incidents",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Tickets",
                table: "Incidents",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<int>(
                name: "Tlp",
                table: "Incidents",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Placed",
                table: "Alerts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AlertMoves",
                columns: table => new
                {
                    Operation = table.Column<byte[]>(type: "BLOB", nullable: false),
                    AlertId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    PlacedBefore = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AlertMoves", x => new { x.Operation, x.AlertId });
                });

            migrationBuilder.CreateTable(
                name: "CorrelationLearning",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Penalty = table.Column<double>(type: "REAL", nullable: false),
                    Time = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CorrelationLearning", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "IncidentNotes",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    IncidentId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Mentions = table.Column<string>(type: "TEXT", nullable: false),
                    Author = table.Column<string>(type: "TEXT", nullable: false),
                    Editor = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedTime = table.Column<long>(type: "INTEGER", nullable: false),
                    ModifiedTime = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IncidentNotes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "IncidentTasks",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    IncidentId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Description = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", nullable: true),
                    DueTime = table.Column<long>(type: "INTEGER", nullable: true),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    Author = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedTime = table.Column<long>(type: "INTEGER", nullable: false),
                    ModifiedTime = table.Column<long>(type: "INTEGER", nullable: false),
                    DoneTime = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IncidentTasks", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Timeline_RecordTime_Id",
                table: "Timeline",
                columns: new[] { "RecordTime", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_ModifiedTime",
                table: "Incidents",
                column: "ModifiedTime");

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_ModifiedTime_Id",
                table: "Incidents",
                columns: new[] { "ModifiedTime", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Incidents_Restricted",
                table: "Incidents",
                column: "RestrictedTo",
                filter: "\"RestrictedTo\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_AlertType_LastSeen",
                table: "Alerts",
                columns: new[] { "AlertType", "LastSeen" });

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_ModifiedTime_Id",
                table: "Alerts",
                columns: new[] { "ModifiedTime", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AlertMoves_AlertId",
                table: "AlertMoves",
                column: "AlertId");

            migrationBuilder.CreateIndex(
                name: "IX_CorrelationLearning_Time",
                table: "CorrelationLearning",
                column: "Time");

            migrationBuilder.CreateIndex(
                name: "IX_IncidentNotes_IncidentId",
                table: "IncidentNotes",
                column: "IncidentId");

            migrationBuilder.CreateIndex(
                name: "IX_IncidentNotes_ModifiedTime",
                table: "IncidentNotes",
                column: "ModifiedTime");

            migrationBuilder.CreateIndex(
                name: "IX_IncidentTasks_IncidentId",
                table: "IncidentTasks",
                column: "IncidentId");

            migrationBuilder.CreateIndex(
                name: "IX_IncidentTasks_Owner_Status",
                table: "IncidentTasks",
                columns: new[] { "Owner", "Status" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AlertMoves");

            migrationBuilder.DropTable(
                name: "CorrelationLearning");

            migrationBuilder.DropTable(
                name: "IncidentNotes");

            migrationBuilder.DropTable(
                name: "IncidentTasks");

            migrationBuilder.DropIndex(
                name: "IX_Timeline_RecordTime_Id",
                table: "Timeline");

            migrationBuilder.DropIndex(
                name: "IX_Incidents_ModifiedTime",
                table: "Incidents");

            migrationBuilder.DropIndex(
                name: "IX_Incidents_ModifiedTime_Id",
                table: "Incidents");

            migrationBuilder.DropIndex(
                name: "IX_Incidents_Restricted",
                table: "Incidents");

            migrationBuilder.DropIndex(
                name: "IX_Alerts_AlertType_LastSeen",
                table: "Alerts");

            migrationBuilder.DropIndex(
                name: "IX_Alerts_ModifiedTime_Id",
                table: "Alerts");

            migrationBuilder.DropColumn(
                name: "CustomFields",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "IsSeveritySet",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "IsTitleSet",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "Labels",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "MergedInto",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "Pap",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "Phases",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "RestrictedTo",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "Roles",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "Summary",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "SummaryAuthor",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "SummaryTime",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "Tickets",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "Tlp",
                table: "Incidents");

            migrationBuilder.DropColumn(
                name: "Placed",
                table: "Alerts");
        }
    }
}
