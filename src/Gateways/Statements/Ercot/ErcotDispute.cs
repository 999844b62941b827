using System.Collections.Immutable;
using System.Xml.Linq;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.Statements.Ercot;

/// <summary>A dispute as ERCOT's extract reports it back: what we claimed, how it stands and what was awarded. Contacts are not
/// kept.</summary>
/// <param name="Status">In ERCOT's words.</param>
/// <param name="Claimed">What we dispute.</param>
/// <param name="Awarded">What ERCOT granted so far.</param>
public sealed record ErcotDispute(
    string Number, string Account, string MarketType, string SubType, string ChargeType, string Description, OperatingDay OperatingDay,
    OperatingDay First, OperatingDay Last, string Status, string Resolution, LocalDate DueDate, LocalDate PlannedDate,
    LocalDate ResolvedDate, Usd Claimed, Usd Awarded)
{
    /// <summary>Reads the extract of disputes (edw_mp_disputes); held against ERCOT's own schema too when that is given. Refuses a number
    /// that stands twice and a dispute that ends before it begins.</summary>
    public static Outcome<ImmutableArray<ErcotDispute>> Read(SourceFile file, OfficialSchemas? schemas = null)
    {
        var opened = ErcotDocument.Open(file, schemas, root => root == "MPDISPUTE_DATA", "ERCOT's extract of disputes");
        if (opened is Outcome<ErcotDocument>.Refused refused) return refused.Refusal;
        var document = opened.OrThrow();
        var disputes = ImmutableArray.CreateBuilder<ErcotDispute>();
        foreach (var row in document.Root.Elements())
        {
            var dispute = Of(row);
            if (dispute.Number.Length == 0 || disputes.Any(other => other.Number == dispute.Number))
                return document.Fault("duplicate-entry", row, $"The dispute '{dispute.Number}' has no number or stands twice",
                    "Fetch the extract again.");
            if (dispute.Last.CompareTo(dispute.First) < 0)
                return document.Fault("bad-span", row, $"The dispute {dispute.Number} ends on {dispute.Last}, before {dispute.First}",
                    "Fetch the extract again.");
            disputes.Add(dispute);
        }
        return disputes.ToImmutable();
    }

    private static ErcotDispute Of(XElement row)
    {
        string Text(string name) => ErcotDocument.Text(row, name);
        LocalDate Date(string name) => LocalDatePattern.Iso.Parse(Text(name)).Value;
        return new(Text("DISPUTE_NUMBER"), Text("MP_ACCOUNT_NUMBER"), Text("MARKET_TYPE"), Text("DISPUTE_SUB_TYPE"), Text("CHARGE_TYPE"),
            Text("DESCRIPTION"), new(Date("OPERATING_DATE")), new(Date("START_OPERATING_DATE")), new(Date("END_OP_DATE")), Text("STATUS"),
            Text("RESOLUTION_CODE"), Date("DISPUTE_DUE_DATE"), Date("PLANNED_RESOLUTION_DATE"), Date("RESOLUTION_DATE"),
            new(ErcotDocument.Number(row, "DISPUTE_AMOUNT")!.Value), new(ErcotDocument.Number(row, "AMOUNT_AWARD")!.Value));
    }
}
