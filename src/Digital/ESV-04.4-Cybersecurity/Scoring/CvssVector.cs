namespace Busbar.Digital.Cybersecurity.Scoring;

/// <summary>A vulnerability's characteristics, as <see cref="ParseVector"/> read them: the value of every metric of its version.</summary>
/// <param name="Version">Whose metrics these are.</param>
/// <param name="Values">Four bits a metric in the order of its version: 0 where it is left out, else the place of its value from 1.</param>
public readonly record struct CvssVector(CvssVersion Version, UInt128 Values)
{
    internal int this[int metric] => (int)((Values >> (4 * metric)) & 15);

    /// <summary>True when any metric in the range says more than "not defined".</summary>
    internal bool Defines(int from, int to)
    {
        var metrics = CvssMetrics.Of(Version);
        for (var metric = from; metric < to; metric++)
            if (this[metric] is var value and > 0 && value != metrics[metric].Undefined) return true;
        return false;
    }

    /// <summary>The value of a metric by its short name; null where it is left out.</summary>
    /// <exception cref="InvalidOperationException">The version has no such metric.</exception>
    public string? Value(string name)
    {
        var metrics = CvssMetrics.Of(Version);
        for (var metric = 0; metric < metrics.Length; metric++)
            if (metrics[metric].Name == name) return this[metric] == 0 ? null : metrics[metric].Values[this[metric] - 1];
        throw new InvalidOperationException($"CVSS {Version} has no metric {name}.");
    }

    /// <summary>The vector as its standard writes it, without metrics that were left out.</summary>
    public override string ToString()
    {
        var (metrics, self) = (CvssMetrics.Of(Version), this);
        return CvssMetrics.Prefix(Version) + string.Join('/', Enumerable.Range(0, metrics.Length).Where(metric => self[metric] > 0)
            .Select(metric => $"{metrics[metric].Name}:{metrics[metric].Values[self[metric] - 1]}"));
    }
}
