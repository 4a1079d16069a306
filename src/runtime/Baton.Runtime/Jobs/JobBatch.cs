using System.Text;
using Baton.Runtime.Variables;

namespace Baton.Runtime.Jobs;

/// <summary>The jobs of one answer, which is at most so large.</summary>
/// <param name="limit">Bytes of the JSON of variables and headers.</param>
internal sealed class JobBatch(long limit)
{
    private readonly List<ActivatedJob> _jobs = [];
    private long _size;

    public IReadOnlyList<ActivatedJob> Jobs => _jobs;

    public JobFit Add(ActivatedJob job)
    {
        var size = SizeOf(job);
        if (size > limit)
        {
            return JobFit.Never;
        }
        if (_size + size > limit)
        {
            return JobFit.NotNow;
        }
        _size += size;
        _jobs.Add(job);
        return JobFit.Fits;
    }

    private long SizeOf(ActivatedJob job)
    {
        var size = VariableSize.Of(job.Variables, limit);
        foreach (var (name, value) in job.CustomHeaders)
        {
            size += Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value);
        }
        return size;
    }
}

/// <summary>Whether a job has a place in an answer.</summary>
internal enum JobFit
{
    /// <summary>It was added.</summary>
    Fits,

    /// <summary>Those before it leave no room; another answer has.</summary>
    NotNow,

    /// <summary>It alone is larger than any answer.</summary>
    Never,
}
