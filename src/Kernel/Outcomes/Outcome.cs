using System.Collections.Immutable;

namespace Busbar.Kernel.Outcomes;

/// <summary>What a stage answers: a value with what was imperfect about it, or a refusal with its facts. A bug throws instead.</summary>
public abstract record Outcome<T>
{
    private Outcome() { }

    /// <summary>The value, and findings about the input it was made from.</summary>
    public sealed record Done(T Value, ImmutableArray<Finding> Findings) : Outcome<T>;

    /// <summary>No value, and why.</summary>
    public sealed record Refused(Refusal Refusal) : Outcome<T>;

    /// <summary>A value made from perfect input.</summary>
    public static implicit operator Outcome<T>(T value) => new Done(value, []);

    /// <summary>A refusal.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new Refused(refusal);

    /// <summary>Another value made from this one, with the same findings; a refusal stays as it is.</summary>
    public Outcome<TOther> Select<TOther>(Func<T, TOther> make) => this switch
    {
        Done done => new Outcome<TOther>.Done(make(done.Value), done.Findings),
        Refused refused => refused.Refusal,
        _ => throw new InvalidOperationException("An outcome is done or refused."),
    };

    /// <summary>What was imperfect; nothing of a refusal, which says all itself.</summary>
    public ImmutableArray<Finding> FindingsOrNone() => this is Done done ? done.Findings : [];

    /// <summary>The value, for a caller that has nothing better to do with a refusal than to stop.</summary>
    /// <exception cref="RefusedException">It was refused.</exception>
    public T OrThrow() => this switch
    {
        Done done => done.Value,
        Refused refused => throw new RefusedException(refused.Refusal),
        _ => throw new InvalidOperationException("An outcome is done or refused."),
    };
}

/// <summary>Makes outcomes where the type is inferred.</summary>
public static class Outcome
{
    /// <summary>A value with findings.</summary>
    public static Outcome<T> Of<T>(T value, IEnumerable<Finding> findings) => new Outcome<T>.Done(value, [.. findings]);
}
