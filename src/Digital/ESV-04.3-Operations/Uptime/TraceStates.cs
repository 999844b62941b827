using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Operations.Uptime;

/// <summary>A stretch in one state.</summary>
/// <param name="IsExcused">True when it is down for nothing but approved maintenance.</param>
public sealed record StateSpan(Instant From, Instant To, UpState State, bool IsExcused);

/// <summary>Traces how a service or item was over a period, with all that it stands on, in service hours and outside them. Refuses what
/// <see cref="MeasureUptime"/> refuses.</summary>
public static class TraceStates
{
    /// <summary>The states, in order without a gap.</summary>
    public static Outcome<ImmutableArray<StateSpan>> Run(MeasureUptimeInputs inputs)
    {
        if (MeasureUptime.Wrong(inputs) is { } refusal) return refusal;
        var tree = new StateTree(inputs);
        var spans = ImmutableArray.CreateBuilder<StateSpan>();
        foreach (var (start, end) in tree.Steps)
        {
            var (state, isExcused) = tree.At(start);
            isExcused &= state == UpState.Down;
            if (spans.Count > 0 && spans[^1].State == state && spans[^1].IsExcused == isExcused) spans[^1] = spans[^1] with { To = end };
            else spans.Add(new(start, end, state, isExcused));
        }
        return spans.ToImmutable();
    }
}
