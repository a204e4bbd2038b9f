using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Matoi.Storage.State.Migrations
{
    /// <inheritdoc />
    public partial class StreamRules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "CorrelatedEvents",
                columns: table => new
                {
                    RuleId = table.Column<string>(type: "TEXT", nullable: false),
                    RecordId = table.Column<string>(type: "TEXT", nullable: false),
                    Time = table.Column<long>(type: "INTEGER", nullable: false),
                    Received = table.Column<long>(type: "INTEGER", nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    Values = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CorrelatedEvents", x => new { x.RuleId, x.RecordId });
                });

            migrationBuilder.CreateTable(
                name: "StreamRules",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Mode = table.Column<int>(type: "INTEGER", nullable: true),
                    MutedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Hits = table.Column<long>(type: "INTEGER", nullable: false),
                    LastHit = table.Column<long>(type: "INTEGER", nullable: true),
                    ModifiedTime = table.Column<long>(type: "INTEGER", nullable: true),
                    ModifiedBy = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StreamRules", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CorrelatedEvents_Received",
                table: "CorrelatedEvents",
                column: "Received");

            migrationBuilder.CreateIndex(
                name: "IX_CorrelatedEvents_RecordId",
                table: "CorrelatedEvents",
                column: "RecordId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CorrelatedEvents");

            migrationBuilder.DropTable(
                name: "StreamRules");
        }
    }
}
