namespace AsyncJobs.Generator.Model;

/// <summary>A parameter of a job method or of its class's constructor.</summary>
/// <param name="Name">Its name, not escaped.</param>
/// <param name="Type">Its type as C# refers to it, with a question mark where it may be null.</param>
/// <param name="Source">Where its value comes from.</param>
/// <param name="Key">The name in the request.</param>
/// <param name="Presence">Whether the value may be absent.</param>
/// <param name="Default">The default value as a C# literal; null where there is none.</param>
internal sealed record ParameterModel(string Name, string Type, BindingSource Source, string Key, Presence Presence, string? Default)
{
    /// <summary>How the value, or each of its items, is read; for routes, queries and headers.</summary>
    public ScalarKind Scalar { get; init; }

    /// <summary>The type that <see cref="Scalar"/> reads, never nullable.</summary>
    public string? ScalarType { get; init; }

    /// <summary>Whether it takes several values.</summary>
    public CollectionKind Collection { get; init; }

    /// <summary>Whether items of the collection are declared nullable; they never are null.</summary>
    public bool HasNullableItems { get; init; }

    /// <summary>Whether it is a params array.</summary>
    public bool IsParams { get; init; }

    /// <summary>Whether it is a value type, for which a service cannot be null.</summary>
    public bool IsValueType { get; init; }

    /// <summary>The JSON of a body; null for a stream, which takes the body as it is.</summary>
    public JsonModel? Json { get; init; }

    /// <summary>Whether it takes the body as it is.</summary>
    public bool IsStreamBody => Source == BindingSource.Body && Json is null;

    /// <summary>The key of a keyed service as a C# literal.</summary>
    public string? ServiceKey { get; init; }

    /// <summary>Whether it is a logger or the clock, which there are also where nobody registers services.</summary>
    public bool IsOfLibrary { get; init; }

    /// <summary>Whether the value is part of the job's input.</summary>
    public bool IsBound => Source <= BindingSource.Body;

    /// <summary>Whether the value cannot be had without [JobServices].</summary>
    public bool NeedsServices =>
        Source == BindingSource.ServiceProvider || (Source == BindingSource.Service && Presence == Presence.Required && !IsOfLibrary);
}
