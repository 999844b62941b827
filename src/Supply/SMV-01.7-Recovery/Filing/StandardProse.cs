using System.Collections.Immutable;
using Busbar.Supply.Handoffs.Recovery.Filing;

namespace Busbar.Supply.Recovery.Filing;

/// <summary>The words a clause's filing starts from, over the numbers of <see cref="DescribeRecovery"/>; the utility edits them. Every
/// number is a reference.</summary>
public static class StandardProse
{
    /// <summary>The prose, for the schedules the dataset has; the first witness answers.</summary>
    public static FilingProse For(FilingDataset dataset)
    {
        bool Has(string schedule) => dataset.Schedules.Any(each => each.Name == schedule);
        return new(Application, Relief,
        [
            .. Opening,
            .. Has("A1") ? [Variance] : ImmutableArray<FilingQuestion>.Empty,
            .. Has("A2") ? [Purchases] : ImmutableArray<FilingQuestion>.Empty,
            .. Closing,
        ], Tariff);
    }

    private static readonly ImmutableArray<string> Application =
    [
        "{filing.utility} (the \"Company\") applies to the {filing.commission} for a change of its {filing.clause}, under {filing.source}.",
        "Over the period of this filing the Company's eligible cost was {eligible} and its retail sales were {sales}, as "
            + "{schedule.E2} shows by month and account.",
        "The factor in force, {factor-in-force}, billed {billed}, which is {recovered} of eligible cost. The difference that customers "
            + "bear or receive was deferred at {customer-share}: {deferral}, with interest of {interest}.",
        "With the balance of {opening} before the period, the deferred balance is now {balance}. An amount in parentheses is owed "
            + "to customers.",
        "{schedule.E1} computes the factor: average cost of {average-cost} and a true-up of {true-up}, together {factor} before losses.",
        "For the first service on the tariff sheet the change is {change.1:change}.",
    ];

    private static readonly ImmutableArray<string> Relief =
    [
        "The Company asks the Commission to approve the factors of {schedule.E4} and {filing.sheet}, effective {filing.effective}.",
        "The Company asks for such other relief as the Commission finds just.",
    ];

    private static readonly ImmutableArray<FilingQuestion> Opening =
    [
        new(0, "Please state your name, position and business address.",
            "My name is {filing.witness}. I am {filing.title} of {filing.utility}. My business address is {filing.address}."),
        new(0, "What is the purpose of your testimony?",
            "I present the cost, revenue and deferred balance of the {filing.clause} and the factors that the Company proposes under "
            + "{filing.source}."),
        new(0, "What did supply cost, and what did customers pay for it?",
            "Eligible cost was {eligible}. At {factor-in-force}, sales of {sales} billed {billed}, or {recovered} of that cost. "
            + "{schedule.E2} shows each account by month; the balance computed there from the accounts equals the balance on the books."),
    ];

    private static readonly FilingQuestion Variance = new(0, "How did cost compare with the estimate?",
        "Against an estimate of {estimate} the difference was {variance:change}. {schedule.A1} shows it by account.", "A1");

    private static readonly FilingQuestion Purchases = new(0, "From whom did the Company buy power?",
        "It bought {purchase.energy} for {purchase.cost}, at {purchase.price} on average. {schedule.A2} lists the counterparties; "
        + "they add up to the account.", "A2");

    private static readonly ImmutableArray<FilingQuestion> Closing =
    [
        new(0, "How is interest computed?",
            "On the balance shown in {schedule.E3}, at {annual-interest} a year, a twelfth each month, in whole cents. "
            + "For the period it is {interest}.", "E3"),
        new(0, "How is the proposed factor computed?",
            "Average eligible cost is {average-cost}. The balance of {balance}, spread over {recovery-sales}, adds {true-up}. The factor "
            + "before losses is {factor}; each service's loss multiplier applies to it, as the table shows.", "E4"),
        new(0, "Does this conclude your direct testimony?", "Yes, it does."),
    ];

    private static readonly ImmutableArray<string> Tariff =
    [
        "The factors below apply to all energy billed under this schedule on and after {filing.effective}, under {filing.source}.",
    ];
}
