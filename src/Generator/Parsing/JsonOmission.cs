namespace AsyncJobs.Generator.Parsing;

/// <summary>Which values of a property are not written: JsonIgnoreCondition of System.Text.Json, by its numbers.</summary>
internal enum JsonOmission
{
    /// <summary>None.</summary>
    Never = 0,

    /// <summary>Those that are the default of their type: null, 0, false.</summary>
    Defaults = 2,

    /// <summary>Null.</summary>
    Nulls = 3,
}
