using System.Collections.Frozen;
using System.Collections.Immutable;
using static Busbar.Supply.Handoffs.Recovery.Eqr.EqrKind;
using static Busbar.Supply.Handoffs.Recovery.Eqr.EqrNeed;

namespace Busbar.Supply.Handoffs.Recovery.Eqr;

/// <summary>The Electric Quarterly Report data dictionary 4.0: the fields of its three tables, when each must be filled, and the words they
/// may hold. Source: FERC docket RM23-9-000, Order No. 917, 91 FR 14306 (24 March 2026), by a third party's transcription that was
/// <b>not compared with FERC's own document</b>: see <see cref="Provenance"/>. Lengths of texts and the list of balancing authorities are
/// not in it, so that neither is checked. The filing type is not among its fields; ours stands first in the identification.</summary>
public static class EqrDictionary
{
    /// <summary>Where the dictionary comes from, shown wherever its findings are.</summary>
    public const string Provenance =
        "EQR data dictionary 4.0 (Order No. 917) by a third party's transcription, not compared with FERC's document";

    private static readonly EqrWords classes = new("F.23.1.1", ["F", "NF", "UP", "N/A"]);
    private static readonly EqrWords terms = new("F.23.1.2", ["LT", "ST", "Evergreen", "N/A"]);
    private static readonly EqrWords increments = new("F.23.1.3", ["5", "15", "H", "D", "W", "M", "Y", "N/A"]);
    private static readonly EqrWords peaking = new("F.23.1.4", ["FP", "OP", "P", "N/A"]);
    private static readonly EqrWords productTypes = new("F.23.1.5", ["CB", "MB", "T", "NPU", "Other"]);
    private static readonly EqrWords rateTypes = new("F.23.8", ["Fixed", "Formula", "Electric Index", "RTO/ISO"]);
    private static readonly EqrWords filingTypes = new("D.3.1.2", ["NEW", "REPLACE", "DELETE", "NOACTION"]);

    private static readonly EqrWords zones = new("F.23.10",
        [.. from region in "ACEMP" from kind in "DPS" select $"{region}{kind}"]);

    private static readonly EqrWords units = new("V4.UNITS",
    [
        "KV", "KVA", "KVR", "KW", "KWH", "KW-DAY", "KW-MO", "KW-WK", "KW-YR", "MVAR-YR", "MW", "MWH", "MW-DAY", "MW-MO", "MW-WK", "MW-YR",
        "RKVA", "FLAT RATE",
    ]);

    private static readonly EqrWords rateUnits = new("V4.RATE-UNITS",
    [
        .. units.Words.Where(unit => unit != "FLAT RATE").Select(unit => $"$/{unit}"), "CENTS", "CENTS/KVR", "CENTS/KWH", "FLAT RATE",
        "MILLS/KWH", "MW/MIN", "MW/0.1 HZ",
    ]);

    private static readonly EqrWords products = new("F.23.2",
        [.. EqrProducts.InBoth, .. EqrProducts.InContractsOnly, .. EqrProducts.InTransactionsOnly]);

    /// <summary>Who files, for which quarter, and how.</summary>
    public static ImmutableArray<EqrField> Identification { get; } =
    [
        new("Filing Type", Always, Word, Words: filingTypes), new("Seller", Always, Text), new("Seller CID", Always, Cid),
        new("Seller Contact", Always, Text), new("Seller Contact Phone", Always, Text), new("Seller Contact Email", Always, Email),
        new("Filing Quarter", Always, Quarter), new("Filing Year", Always, Year), new("Qualifying Facility", Always, Flag),
        new("Notes", Refiling, Text),
    ];

    /// <summary>The agreements under which the seller sells, one row a product.</summary>
    public static ImmutableArray<EqrField> Contract { get; } =
    [
        new("Contract Unique ID", EqrNeed.System, Text), new("Seller", Always, Text), new("Customer is RTO/ISO", Always, Flag),
        new("Customer Company Name", Always, Text), new("Contract Affiliate", Always, Flag), new("FERC Tariff Reference", Always, Text),
        new("Contract Service Agreement ID", Always, Text), new("Contract Execution Date", Always, Day),
        new("Commencement Date of Contract Terms", Always, Day), new("Contract Termination Date", Conditional, Day),
        new("Actual Termination Date", Conditional, Day), new("Extension Provision Description", Always, Text),
        new("Class Name", Always, Word, Words: classes), new("Term Name", Always, Word, Words: terms),
        new("Increment Name", Always, Word, Words: increments), new("Increment Peaking Name", Always, Word, Words: peaking),
        new("Product Type", Always, Word, Words: productTypes), new("Product Name", Always, Word, Words: products),
        new("Quantity", Conditional, Number, 4), new("Units", Conditional, Word, Words: units), new("Rate", Conditional, Number, 4),
        new("Rate Minimum", Conditional, Number, 4), new("Rate Maximum", Conditional, Number, 4), new("Rate Description", Always, Text),
        new("Rate Units", Conditional, Word, Words: rateUnits), new("PORBAA", Conditional, Text), new("PORSL", Conditional, Text),
        new("PODBAA", Conditional, Text), new("PODSL", Conditional, Text), new("Begin Date", Conditional, Day),
        new("End Date", Conditional, Day), new("Product Name Description", DescribedProduct, Text),
    ];

    /// <summary>What was sold in the quarter.</summary>
    public static ImmutableArray<EqrField> Transaction { get; } =
    [
        new("Seller", Always, Text), new("Customer Company Name", Always, Text), new("Transaction Unique ID", EqrNeed.System, Text),
        new("FERC Tariff Reference", Always, Text), new("Contract Service Agreement ID", Always, Text),
        new("Transaction Identifier", Always, Text), new("Transaction Begin Date", Always, Minute),
        new("Transaction End Date", Always, Minute), new("Trade Date", Always, Day),
        new("Type of Rate", Always, Word, Words: rateTypes), new("Time Zone", Always, Word, Words: zones), new("PODBAA", Always, Text),
        new("PODSL", Conditional, Text), new("Class Name", Always, Word, Words: classes),
        new("Term Name", Always, Word, Words: new("F.23.1.2", ["LT", "ST"])), new("Increment Name", Always, Word, Words: increments),
        new("Increment Peaking Name", Always, Word, Words: peaking), new("Product Name", Always, Word, Words: products),
        new("Transaction Quantity", Always, Number, 10), new("Price", Always, Number, 10),
        new("Rate Units", Always, Word, Words: rateUnits), new("Standardized Quantity", Standardized, Number, 10),
        new("Standardized Price", Standardized, Number, 10), new("Total Transmission Charge", Always, Number, 2),
        new("Total Transaction Charge", Always, Number, 2),
    ];

    /// <summary>Fields that only layouts before 2013 have.</summary>
    public static ImmutableArray<EqrField> Withdrawn { get; } =
        [new("Customer DUNS Number", Always, Duns), new("Contract Time Zone", Conditional, Word, Words: zones)];

    /// <summary>Every field name there is, so that a misspelt one is a bug that shows.</summary>
    internal static FrozenSet<string> Names { get; } =
        Identification.Concat(Contract).Concat(Transaction).Concat(Withdrawn).Select(field => field.Name).ToFrozenSet();
}
