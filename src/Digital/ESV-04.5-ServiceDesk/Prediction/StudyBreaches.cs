using System.Collections.Immutable;
using Busbar.Digital.Handoffs.ServiceDesk;
using Busbar.Digital.ServiceDesk.History;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Prediction;

/// <summary>What a study of predicted breaches takes.</summary>
/// <param name="HoursByPriority">The time given by priority; incidents of others are left out.</param>
/// <param name="Stop">Where the target stops.</param>
/// <param name="LearnShare">How much of the incidents, by opening, lies before the split; from 0 to 1.</param>
/// <param name="ElapsedPercents">At which shares of the time given to predict; above 0, below 100.</param>
public sealed record BreachStudy(
    IncidentHistory History, ImmutableSortedDictionary<int, int> HoursByPriority, StopRule Stop, double LearnShare,
    ImmutableArray<double> ElapsedPercents);

/// <summary>How well breaches were predicted at one share of the time given.</summary>
/// <param name="Learned">Earlier incidents open then, their end known at the split.</param>
/// <param name="Tested">Later incidents open then.</param>
/// <param name="LatePercent">How many of the tested came in late.</param>
/// <param name="BaseBrier">Mean square error of the earlier share of late ones, said of each.</param>
/// <param name="HindsightBrier">The same of the tested share itself, which nobody could know.</param>
/// <param name="Brier">Mean square error of the odds. Source: Brier, Monthly Weather Review 78 (1950).</param>
public sealed record BreachScore(
    double ElapsedPercent, int Learned, int Tested, double LatePercent, double BaseBrier, double HindsightBrier, double Brier);

/// <summary>Tries the odds of a breach on a history by a split in time: learned from incidents whose end was known at the split, tried on
/// those opened after it, each told only what was known at its own moment.</summary>
public static class StudyBreaches
{
    private sealed record Life(HistoricIncident Incident, Duration Given, Duration Lasted);

    /// <summary>A score for each share of time. Refuses a history in which nothing is open then on either side of the split:
    /// <c>nothing-to-learn</c>.</summary>
    public static Outcome<ImmutableArray<BreachScore>> Run(BreachStudy study)
    {
        var lives = Lives(study);
        if (lives.Length == 0) return NothingToLearn(study, 0);
        var split = lives[Math.Min(lives.Length - 1, (int)(study.LearnShare * lives.Length))].Incident.OpenedAt;
        var scores = ImmutableArray.CreateBuilder<BreachScore>();
        foreach (var percent in study.ElapsedPercents)
        {
            var past = Moments(lives.Where(life => life.Incident.OpenedAt + life.Given <= split), percent);
            var later = Moments(lives.Where(life => life.Incident.OpenedAt >= split), percent);
            if (past.IsEmpty || later.IsEmpty) return NothingToLearn(study, percent);
            scores.Add(Score(percent, past, later));
        }
        return scores.ToImmutable();
    }

    /// <summary>How each incident stood when the share of its time was gone, as its updates told by then; one that was over is left
    /// out.</summary>
    private static ImmutableArray<TicketMoment> Moments(IEnumerable<Life> lives, double percent) =>
    [
        .. from life in lives
           let at = life.Incident.OpenedAt + life.Given * (percent / 100)
           where life.Lasted > at - life.Incident.OpenedAt
           let known = life.Incident.Events.LastOrDefault(each => each.At <= at) ?? life.Incident.Events[0]
           select new TicketMoment(known.Group, known.Priority, known.State, life.Lasted > life.Given),
    ];

    private static ImmutableArray<Life> Lives(BreachStudy study) =>
    [
        .. from incident in study.History.Incidents
           where study.HoursByPriority.ContainsKey(incident.Events[0].Priority)
           let lasted = ReplayHistory.Lifetime(incident, study.Stop)
           where lasted is not null
           orderby incident.OpenedAt, incident.Number
           select new Life(incident, Duration.FromHours(study.HoursByPriority[incident.Events[0].Priority]), lasted.Value),
    ];

    private static BreachScore Score(double percent, ImmutableArray<TicketMoment> past, ImmutableArray<TicketMoment> later)
    {
        var odds = new BreachOdds(past);
        var late = later.Average(Late);
        return new(percent, past.Length, later.Length, 100 * late, later.Average(each => Square(odds.Base - Late(each))),
            later.Average(each => Square(late - Late(each))), later.Average(each => Square(odds.Of(each) - Late(each))));
    }

    private static double Late(TicketMoment each) => each.IsLate ? 1 : 0;

    private static double Square(double value) => value * value;

    private static Refusal NothingToLearn(BreachStudy study, double percent) => new("nothing-to-learn",
        FormattableString.Invariant($"At {percent} % of the time given nothing is open on one side of the split"), study.History.Source,
        "Give a longer history, or another split.");
}
