using System.Collections.Immutable;
using System.Xml.Linq;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using NodaTime;
using NodaTime.Text;

namespace Busbar.Gateways.Statements.Ercot;

/// <summary>Reads ERCOT's settlement calendar. Times without an offset are on ERCOT's clock. The schema lets every field be absent; an
/// entry without its type or operating date says nothing and is refused, as is one run of one day that stands twice.</summary>
public static class ReadErcotCalendar
{
    private static readonly LocalDatePattern[] dates =
        [LocalDatePattern.Iso, LocalDatePattern.CreateWithInvariantCulture("MM'/'dd'/'uuuu")];

    /// <summary>Reads a document; held against ERCOT's own schema too when that is given.</summary>
    public static Outcome<ImmutableArray<SettlementCalendarEntry>> Read(SourceFile file, OfficialSchemas? schemas = null)
    {
        var opened = ErcotDocument.Open(file, schemas, root => root == "SETTLEMENT_CALENDAR_DATA", "ERCOT's settlement calendar");
        if (opened is Outcome<ErcotDocument>.Refused refused) return refused.Refusal;
        var document = opened.OrThrow();
        var entries = ImmutableArray.CreateBuilder<SettlementCalendarEntry>();
        var seen = new HashSet<(string, OperatingDay, string)>();
        foreach (var row in document.Root.Elements())
        {
            var type = ErcotDocument.Text(row, "SETTLEMENTTYPE");
            if (type.Length == 0 || DayOf(ErcotDocument.Text(row, "OPERATINGDATE")) is not { } day)
                return document.Fault("missing-value", row, "The entry has no settlement type or no operating date that can be read",
                    "Fetch the calendar again.");
            var version = ErcotDocument.Text(row, "VERSION");
            if (!seen.Add((type, day, version)))
                return document.Fault("duplicate-entry", row, $"{type} {version} of {day} stands twice", "Fetch the calendar again.");
            entries.Add(new(MarketCalendar.Ercot.Name, type, day, version, DateOf(row, "BATCHDATE"), DateOf(row, "INVOICEDATE"),
                DateOf(row, "INVOICEDUEDATE"), DateOf(row, "INVOICEPAYOUTDATE"), InstantOf(row, "POSTDATE"),
                InstantOf(row, "DISPUTEDATE")));
        }
        return entries.ToImmutable();
    }

    private static OperatingDay? DayOf(string text) => XmlValue.ClockOf(text) is { } clock ? new(clock.Clock.Date)
        : dates.Select(pattern => pattern.Parse(text)).FirstOrDefault(read => read.Success) is { } date ? new(date.Value) : null;

    private static LocalDate? DateOf(XElement row, string name) =>
        XmlValue.ClockOf(ErcotDocument.Text(row, name)) is { } clock ? clock.Clock.Date : null;

    private static Instant? InstantOf(XElement row, string name) => XmlValue.ClockOf(ErcotDocument.Text(row, name)) is not { } clock ? null
        : clock.Offset is { } offset ? clock.Clock.WithOffset(offset).ToInstant()
        : MarketCalendar.Ercot.At(new(clock.Clock.Date), clock.Clock.TimeOfDay);
}
