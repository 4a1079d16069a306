namespace Baton.Runtime.Search;

/// <summary>A span of time in which things are counted.</summary>
/// <param name="From">The first instant.</param>
/// <param name="To">The first instant after it.</param>
public sealed record JobSpan(DateTimeOffset From, DateTimeOffset To);

/// <summary>How many jobs something happened to, and when last; null when to none.</summary>
public sealed record JobMetric(long Count, DateTimeOffset? LastUpdatedAt);

/// <summary>What happened to jobs in a span of time.</summary>
/// <param name="Created">Jobs that came up.</param>
/// <param name="Completed">Jobs that a worker completed.</param>
/// <param name="Failed">Jobs whose failure is the last that happened to them.</param>
public sealed record JobCounts(JobMetric Created, JobMetric Completed, JobMetric Failed);

/// <summary>What happened to the jobs of a type, and how many workers have had them.</summary>
public sealed record JobsByTypeRow(string Type, JobCounts Counts, long Workers);

/// <summary>What happened to the jobs that a worker was the last to have.</summary>
public sealed record JobsByWorkerRow(string Worker, JobCounts Counts);

/// <summary>What happened to jobs in one part of a span, which begins at <paramref name="Time"/>.</summary>
public sealed record JobsOverTimeRow(DateTimeOffset Time, JobCounts Counts);

/// <summary>An error that jobs met, and how many workers met it. The code is empty for a failure, the message where none was given.</summary>
public sealed record JobErrorRow(string ErrorCode, string ErrorMessage, long Workers);
