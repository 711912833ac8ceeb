namespace AsyncJobs.Generator.Model;

/// <summary>How a simple value is read and written: the members of the runtime's Scalar.</summary>
internal enum ScalarKind
{
    None,
    String,
    Boolean,
    Char,
    Guid,
    Uri,
    DateTime,
    DateTimeOffset,
    DateOnly,
    TimeOnly,
    TimeSpan,
    Integer,
    Floating,
    Enum,
}
