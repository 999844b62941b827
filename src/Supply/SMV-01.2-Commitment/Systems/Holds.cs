using Busbar.Supply.Commitment.Programmes;

namespace Busbar.Supply.Commitment.Systems;

/// <summary>Hours in which every unit of a class has to be on, or off, as bits.</summary>
internal sealed record Holds(ulong[] On, ulong[] Off)
{
    /// <summary>Nothing is held.</summary>
    public static Holds None(int classes) => new(new ulong[classes], new ulong[classes]);

    public Holds With(int index, ulong on, ulong off)
    {
        var changed = new Holds([.. On], [.. Off]);
        changed.On[index] |= on;
        changed.Off[index] |= off;
        return changed;
    }

    /// <summary>Whether a pattern keeps to them.</summary>
    public bool Allow(int index, ulong pattern) => (pattern & On[index]) == On[index] && (pattern & Off[index]) == 0;

    public void Set(UnitProgramme programme, int index, int hours)
    {
        for (var hour = 0; hour < hours; hour++)
        {
            programme.MustOn[hour] = (On[index] >> hour & 1) != 0;
            programme.MustOff[hour] = (Off[index] >> hour & 1) != 0;
        }
    }
}
