using System.Xml.Linq;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Gateways.Ercot;
using NodaTime;
using NodaTime.Text;
using static Busbar.Gateways.Statements.Ercot.WriteErcotStatement;

namespace Busbar.Gateways.Statements.Ercot;

/// <summary>A settlement dispute to be submitted to ERCOT.</summary>
/// <param name="MarketType"><c>DAM</c>, <c>RTM</c>.</param>
/// <param name="SubType">In ERCOT's list of sub-types.</param>
/// <param name="Amount">What we dispute; not zero.</param>
/// <param name="Span">The intervals disputed; the whole operating day when null.</param>
/// <param name="Phone">Of the person to be asked.</param>
public sealed record ErcotDisputeSubmission(
    string MarketType, string SubType, string ChargeType, Usd Amount, OperatingDay OperatingDay, DeliveryInterval? Span, string Summary,
    string Reason, string Phone, string EMail);

/// <summary>Writes a dispute as the payload of ERCOT's dispute message, valid by its schema. Source: ErcotDisputesTypes.xsd 0.3.4
/// (EWS).</summary>
public static class WriteErcotDispute
{
    /// <summary>The document; refused when a word that ERCOT needs is missing, nothing is disputed, or the intervals are of another
    /// day.</summary>
    public static Outcome<byte[]> Of(ErcotDisputeSubmission dispute)
    {
        var words = new[]
        {
            ("market type", dispute.MarketType), ("sub-type", dispute.SubType), ("charge type", dispute.ChargeType),
            ("summary", dispute.Summary), ("reason", dispute.Reason), ("phone", dispute.Phone), ("e-mail", dispute.EMail),
        };
        var (missing, _) = words.FirstOrDefault(word => string.IsNullOrWhiteSpace(word.Item2));
        var day = MarketCalendar.Ercot.WholeDay(dispute.OperatingDay);
        if (missing is not null || dispute.Amount == Usd.Zero)
            return new Refusal("dispute-incomplete", $"The dispute has no {missing ?? "amount"}",
                $"{dispute.OperatingDay} {dispute.ChargeType}", "Fill it in.");
        if (dispute.Span is { } span && (span.Start < day.Start || span.End > day.End))
            return new Refusal("bad-span", $"{span} is not within the operating day {dispute.OperatingDay}", dispute.ChargeType,
                "Make one dispute a day.");
        return Bytes(Named("Dispute",
            Named("Info", Text("market", dispute.MarketType), Text("amount", Number(dispute.Amount.Value)),
                Text("type", "Settlement Disputes"), Text("subType", dispute.SubType), Text("chargeType", dispute.ChargeType),
                Named("Description", Text("short", dispute.Summary), Text("long", dispute.Reason))),
            Named("Contact", Text("phoneNo", dispute.Phone), Text("eMail", dispute.EMail)),
            Named("Schedule",
                dispute.Span is { } until ? Text("endInterval", ErcotWords.Text(until.End)) : null,
                Text("operatingDay", ErcotWords.Text(day.Start)),
                dispute.Span is { } from ? Text("startInterval", ErcotWords.Text(from.Start)) : null)), isSimulated: false);
    }

    /// <summary>The extract of disputes as ERCOT publishes it, for a stand-in; what a dispute does not hold is left empty.</summary>
    public static byte[] Of(IEnumerable<ErcotDispute> disputes, bool isSimulated) => Bytes(new("MPDISPUTE_DATA", disputes.Select(each =>
        new XElement("MPDISPUTE", Leaf("DISPUTE_NUMBER", each.Number), Leaf("MP_ACCOUNT_NAME", ""), Leaf("MP_ACCOUNT_NUMBER", each.Account),
            Leaf("MARKET_TYPE", each.MarketType), Leaf("DISPUTE_TYPE", "Settlement Disputes"), Leaf("DISPUTE_SUB_TYPE", each.SubType),
            Leaf("CHARGE_TYPE", each.ChargeType), Leaf("DESCRIPTION", each.Description), Day("OPERATING_DATE", each.OperatingDay.Date),
            Day("START_OPERATING_DATE", each.First.Date), Day("END_OP_DATE", each.Last.Date), Day("BEGINNING_INTERVAL", each.First.Date),
            Day("INVOICE_DATE", each.DueDate), Leaf("INVOICE_TYPE", ""), Day("CREATED_DATE", each.OperatingDay.Date),
            Day("CLOSED_DATE", each.ResolvedDate), Leaf("RESOLUTION_CODE", each.Resolution), Leaf("STATUS", each.Status),
            Day("DISPUTE_DUE_DATE", each.DueDate), Day("PLANNED_RESOLUTION_DATE", each.PlannedDate),
            Day("RESOLUTION_DATE", each.ResolvedDate),
            Leaf("DISPUTE_AMOUNT", Number(each.Claimed.Value)), Leaf("RESOLUTION_AMOUNT", ""),
            Leaf("AMOUNT_AWARD", Number(each.Awarded.Value)),
            Leaf("CONTACT_FIRST_NAME", ""), Leaf("CONTACT_LAST_NAME_SC", ""), Leaf("CONTACT_EMAIL_ADDRESS_SC", ""),
            Leaf("CONTACT_BUSINESS_PHONE_SC", ""), Leaf("EXP_OF_CONF_RULE_FLAG", "N"), Leaf("ATTACHMENT_FLAG", "N")))), isSimulated);

    private static XElement Day(string name, LocalDate date) => Leaf(name, LocalDatePattern.Iso.Format(date));

    private static XElement Text(string name, string value) => new(ErcotWords.Ews + name, value);

    private static XElement Named(string name, params object?[] content) => new(ErcotWords.Ews + name, content);
}
