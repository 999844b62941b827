using System.Collections.Immutable;
using Busbar.Gateways.Statements.Ercot;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Settlement;
using NodaTime;

namespace Busbar.Gateways.Tests.Statements;

/// <summary>A generated document of every kind, and the reader of its kind.</summary>
internal static class ErcotSamples
{
    public static readonly OperatingDay[] Days = [OperatingDay.Of(2024, 11, 3), OperatingDay.Of(2024, 3, 10), OperatingDay.Of(2024, 7, 1)];

    public static readonly string[] InvoiceKinds =
        ["settlement", "default-uplift", "crr-auction", "miscellaneous", "congestion-revenue", "balancing-account"];

    public static OfficialSchemas Schemas() => OfficialSchemas.Load(SharedFiles.Folder("settlement/ercot-xsd/snb")).OrThrow();

    public static ErcotDispute Dispute { get; } = new("D-1", "900000001", "RTM", "Price", "RTEIAMT", "The price was corrected", Days[0],
        Days[0], Days[0], "Open", "", new(2024, 12, 1), new(2024, 12, 20), new(2024, 12, 20), new(1_352m), new(0));

    public static List<SourceFile> All(ulong seed)
    {
        var files = new List<SourceFile>();
        void Add(string name, byte[] bytes) => files.Add(new($"{name}-{files.Count}.xml", bytes));
        foreach (var day in Days)
        {
            var first = SimulateErcotDocuments.Statement(day, StatementType.Initial, 1, seed);
            var second = SimulateErcotDocuments.Statement(day, StatementType.Final, 2, seed, first);
            foreach (var statement in new[] { first, second, SimulateErcotDocuments.Statement(day, StatementType.DayAhead, 1, seed) })
                Add("statement", WriteErcotStatement.Of(statement));
            Add("calendar", WriteErcotStatement.Of(SimulateErcotDocuments.Calendar(day), isSimulated: true));
            foreach (var kind in InvoiceKinds) Add("invoice", WriteErcotInvoice.Of(Invoice(kind, day, seed)));
            foreach (var table in WriteErcotExtract.Of(SimulateErcotDocuments.Extract(day, 2, seed)))
                Add("extract", table.Content.ToArray());
        }
        Add("disputes", WriteErcotDispute.Of([Dispute], isSimulated: true));
        return files;
    }

    public static MarketInvoice Invoice(string kind, OperatingDay day, ulong seed) => SimulateErcotDocuments.Invoice(kind,
        [SimulateErcotDocuments.Statement(day, StatementType.Initial, 1, seed), 
            SimulateErcotDocuments.Statement(day, StatementType.DayAhead, 1, seed)], day.Plus(9), seed);

    /// <summary>What the reader of the file's kind says; null when it reads it. A table of the extract is read with a header.</summary>
    public static Refusal? Refusal(SourceFile file, OfficialSchemas? schemas = null) => file.Name.Split('-')[0] switch
    {
        "statement" => Of(ReadErcotStatement.Read(file, schemas)),
        "calendar" => Of(ReadErcotCalendar.Read(file, schemas)),
        "invoice" => Of(ReadErcotInvoice.Read(file, schemas)),
        "disputes" => Of(ErcotDispute.Read(file, schemas)),
        _ => Of(ReadErcotExtract.Read(WithHeader(file), schemas)),
    };

    private static ImmutableArray<SourceFile> WithHeader(SourceFile file)
    {
        var header = WriteErcotExtract.Of(SimulateErcotDocuments.Extract(Days[0], 2, 1))[0];
        return System.Text.Encoding.UTF8.GetString(file.Content.Span).Contains("<RTMOUTPUTHEADER>", StringComparison.Ordinal)
            ? [file] : [header, file];
    }

    private static Refusal? Of<T>(Outcome<T> outcome) => outcome is Outcome<T>.Refused refused ? refused.Refusal : null;
}
