using Busbar.Host.Desks;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Outcomes;
using Busbar.Store;
using Busbar.Supply.Commitment;
using Busbar.Supply.Commitment.WhatIf;
using Busbar.Supply.Handoffs.Commitment;

namespace Busbar.Host.Screens.Commitment;

/// <summary>The day's plan asked again from what was known when it was made: over its price paths, or with something changed.</summary>
public static class PlanView
{
    /// <summary>The fan of the view's day, or why there is none; null when there is no plan.</summary>
    public static Outcome<ProfitFan>? Fan(ScreenView view) => Ask(view, FanProfits.Run);

    /// <summary>The answer to the what-if of the address.</summary>
    public static Outcome<WhatIfAnswer>? Answer(ScreenView view) => Ask(view, inputs =>
        AskWhatIf.Run(new(inputs, Percent(view, "price"), Percent(view, "fuel"), view.Field("outage"))));

    /// <summary>A percentage of the address, 0 when it is not there.</summary>
    /// <exception cref="RefusedException">It is no number.</exception>
    public static decimal Percent(ScreenView view, string field)
    {
        var text = view.Field(field);
        if (text.Length == 0) return 0;
        return decimal.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture,
            out var percent) && Math.Abs(percent) <= 1000 ? percent : throw new RefusedException(new(
                "what-if-percent", $"'{text}' is not a percentage from −1000 to 1000", field, "Write it as 10 or -25."));
    }

    private static Outcome<T>? Ask<T>(ScreenView view, Func<CommitUnitsInputs, Outcome<T>> ask)
    {
        if (view.Day is not { } day || view.Reads.Schedule(day, ScheduleBasis.Plan, view.AsOf) is not { } plan) return null;
        try
        {
            return ask(CommitmentDesk.InputsOf(view.Reads.Store, plan));
        }
        catch (RefusedException refused)
        {
            return refused.Refusal;
        }
    }
}
