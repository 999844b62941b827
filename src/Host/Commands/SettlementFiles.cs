using System.Collections.Immutable;
using Busbar.Gateways;
using Busbar.Gateways.Prices;
using Busbar.Gateways.Statements.Ercot;
using Busbar.Gateways.Statements.Pjm;
using Busbar.Host.Desks;
using Busbar.Kernel.Outcomes;
using Busbar.Supply.Handoffs.Settlement;

namespace Busbar.Host.Commands;

/// <summary>Reads the files of <c>busbar settle</c> and <c>busbar invoice</c>: what begins with <c>&lt;</c> is ERCOT's XML, a table is
/// PJM's.</summary>
internal static class SettlementFiles
{
    /// <summary>A file as it lies.</summary>
    /// <exception cref="RefusedException">It cannot be read.</exception>
    public static SourceFile Load(FileInfo file) => SourceFile.Load(file.FullName).OrThrow();

    /// <summary>ERCOT's own schemas in a folder; null without one.</summary>
    /// <exception cref="RefusedException"><c>no-schemas</c>.</exception>
    public static OfficialSchemas? Schemas(DirectoryInfo? folder) =>
        folder is null ? null : OfficialSchemas.Load(folder.FullName).OrThrow();

    /// <summary>A statement with its determinants; of ERCOT they come in files of their own.</summary>
    public static Outcome<StatementRead> Statement(
        SourceFile file, ImmutableArray<SourceFile> determinants, OfficialSchemas? schemas, PjmReportTerms pjm)
    {
        if (!IsXml(file)) return ReadPjmReport.Read(file, pjm).Select(read => new StatementRead(read.Statement, read.Determinants));
        if (determinants.IsEmpty) return ReadErcotStatement.Read(file, schemas).Select(read => new StatementRead(read, null));
        var extract = ReadErcotExtract.Read(determinants, schemas).OrThrow();
        return ReadErcotStatement.Read(file, schemas).Select(read => new StatementRead(read, extract));
    }

    /// <summary>An invoice.</summary>
    public static Outcome<MarketInvoice> Invoice(SourceFile file, OfficialSchemas? schemas) =>
        IsXml(file) ? ReadErcotInvoice.Read(file, schemas) : ReadPjmBill.Read(file);

    /// <summary>Prices of any market whose files we read: told by their header.</summary>
    /// <exception cref="RefusedException">What the reader whose layout it is says; <c>unknown-price-file</c>.</exception>
    public static ImportedFile Prices(SourceFile file)
    {
        foreach (var read in new Func<SourceFile, Outcome<ImportedFile>>[]
            {
                ErcotUtcPrices.Read, ErcotHourlyPrices.Read, PjmLmp.Read, CaisoOasis.Read, NyisoLbmp.ReadRealTime, IsoneLmp.ReadRealTime,
            })
            switch (read(file))
            {
                case Outcome<ImportedFile>.Done done: return done.Value;
                case Outcome<ImportedFile>.Refused { Refusal: var why } when why.Code is not ("wrong-columns" or "wrong-layout"
                    or "wrong-market" or "field-count" or "unknown-word" or "no-trailer"):
                    throw new RefusedException(why);
            }
        throw new RefusedException(new("unknown-price-file", "No layout of prices that we read has such a header", file.Name,
            "Give a file of PJM, ISO-NE, CAISO, NYISO or ERCOT as src/Gateways/README.md lists them."));
    }

    private static bool IsXml(SourceFile file) =>
        file.Content.Span.TrimStart((byte)0xEF).TrimStart((byte)0xBB).TrimStart((byte)0xBF).TrimStart((byte)' ').StartsWith("<"u8)
        || file.Name.Contains(".xml", StringComparison.OrdinalIgnoreCase);
}
