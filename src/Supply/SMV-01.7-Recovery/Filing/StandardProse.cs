using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Recovery.Filing;

namespace Busbar.Supply.Recovery.Filing;

/// <summary>The words a clause's filing starts from, over the numbers of <see cref="DescribeRecovery"/>; the utility edits them. Every
/// number is a reference.</summary>
public static class StandardProse
{
    /// <summary>The prose, for the numbers and schedules the dataset has; the first witness answers.</summary>
    public static FilingProse For(FilingDataset dataset)
    {
        var ids = dataset.Values.Select(value => value.Id).Concat(dataset.Formulas.Select(formula => formula.Id)).ToHashSet();
        string If(string id, string words, string otherwise = "") => ids.Contains(id) ? words : otherwise;
        bool Has(string schedule) => dataset.Schedules.Any(each => each.Name == schedule);
        return new(Application(If), Relief,
        [
            .. Opening(If),
            .. Has("A1") ? [Variance] : ImmutableArray<FilingQuestion>.Empty,
            .. Has("A2") ? [Purchases] : ImmutableArray<FilingQuestion>.Empty,
            .. Closing(If),
        ], Tariff);
    }

    private delegate string Phrase(string id, string words, string otherwise = "");

    private static ImmutableArray<string> Application(Phrase has) =>
    [
        "{filing.utility} (the \"Company\") applies to the {filing.commission} for a change of its {filing.clause}, under {filing.source}.",
        "Over the period of this filing the Company's eligible cost was {eligible}" + has("jurisdictional",
            ", of which {jurisdictional} is this jurisdiction's,") + " and its retail sales were {sales}, as {schedule.E2} shows by month "
            + "and account.",
        Billed(has) + ", which is {recovered} of that cost. " + has("customer-share",
            "The difference that customers bear or receive was deferred at {customer-share}: {deferral}",
            "The difference was shared by the bands of the clause, and {deferral} deferred") + ", with interest of {interest}.",
        "With the balance of {opening} before the period" + has("amortising-opening",
            " and {amortising-opening} of the earlier balance that the rider amortises")
            + ", the deferred balance is now {balance}. An amount in parentheses is owed to customers.",
        Factor(has),
        "For the first service on the tariff sheet the change is {change.1:change}.",
    ];

    private static string Billed(Phrase has) => has("rider-revenue", "Base rates recovered {base-revenue} and the rider {rider-revenue}, "
        + "together {billed}", has("factor-in-force", "The factor in force, {factor-in-force}, billed {billed}",
            "Base rates recovered {billed}"));

    private static string Factor(Phrase has) => has("authorised",
        "{schedule.E1} computes the factor: base rates recover authorised cost, so that it is the true-up of {true-up} alone, before "
        + "losses.",
        "{schedule.E1} computes the factor: average cost of {average-cost} and a true-up of {true-up}, together {factor} before losses.");

    private static readonly ImmutableArray<string> Relief =
    [
        "The Company asks the Commission to approve the factors of {schedule.E4} and {filing.sheet}, effective {filing.effective}.",
        "The Company asks for such other relief as the Commission finds just.",
    ];

    private static ImmutableArray<FilingQuestion> Opening(Phrase has) =>
    [
        new(0, "Please state your name, position and business address.",
            "My name is {filing.witness}. I am {filing.title} of {filing.utility}. My business address is {filing.address}."),
        new(0, "What is the purpose of your testimony?",
            "I present the cost, revenue and deferred balance of the {filing.clause} and the factors that the Company proposes under "
            + "{filing.source}."),
        new(0, "What did supply cost, and what did customers pay for it?",
            "Eligible cost was {eligible}" + has("jurisdictional", ", and this jurisdiction's part of it {jurisdictional}") + ". "
            + has("rider-revenue", Billed(has), has("factor-in-force", "At {factor-in-force}, sales of {sales} billed {billed}",
                "Sales of {sales} billed {billed}")) + ", or {recovered} of that cost. {schedule.E2} shows "
            + "each account by month; the balance computed there from the accounts equals the balance on the books."),
    ];

    private static readonly FilingQuestion Variance = new(0, "How did cost compare with the estimate?",
        "Against an estimate of {estimate} the difference was {variance:change}. {schedule.A1} shows it by account.", "A1");

    private static readonly FilingQuestion Purchases = new(0, "From whom did the Company buy power?",
        "It bought {purchase.energy} for {purchase.cost}, at {purchase.price} on average. {schedule.A2} lists the counterparties; "
        + "they add up to the account.", "A2");

    private static ImmutableArray<FilingQuestion> Closing(Phrase has) =>
    [
        new(0, "How is interest computed?",
            "On the balance shown in {schedule.E3}, at " + has("annual-interest", "{annual-interest} a year",
                "the annual rate published for each month") + ", a twelfth each month, in whole cents. For the period it is {interest}.", "E3"),
        new(0, "How is the proposed factor computed?",
            has("authorised", "Base rates recover authorised cost; the factor is what recovers the balance. ",
                "Average cost is {average-cost}. ")
            + "The balance of {balance}, spread over {recovery-sales}, " + has("authorised", "makes", "adds")
            + " {true-up}. The factor before losses is {factor}; each service's loss multiplier applies to it, as the table shows.", "E4"),
        new(0, "Does this conclude your direct testimony?", "Yes, it does."),
    ];

    private static readonly ImmutableArray<string> Tariff =
    [
        "The factors below apply to all energy billed under this schedule on and after {filing.effective}, under {filing.source}.",
    ];
}
