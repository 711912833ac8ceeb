using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Events;

namespace AsyncJobs.Binding;

/// <summary>
/// Says what is wrong with a JSON body, by the exception that ended its reading, with the path of the member. Nothing of an exception's own message
/// is said: it names .NET types, which are nobody's business outside.
/// </summary>
internal static class BodyFaults
{
    // The search for the member reads the body again for each half: what an event cannot hold is not worth it.
    private const int LongestSearched = WorkerEvent.MaxBytes;

    /// <summary>
    /// Whether what ended the reading is a fault of the body. The serializer's own refusals of a type are not, unless the type has derived ones that
    /// the body has to name; and neither is what no other body would have spared.
    /// </summary>
    public static bool IsOfBody(Exception failure, ReadOnlySpan<byte> body, JsonTypeInfo type) => failure switch
    {
        JsonException => true,

        // The serializer wraps every one of these, its own and those of others.
        NotSupportedException when SerializerTrace.IsOfSerializerAlone(failure.InnerException as NotSupportedException ?? failure) =>
            LacksDiscriminator(body, type),
        InvalidOperationException when SerializerTrace.IsOfSerializerAlone(failure) => false,
        OutOfMemoryException or InsufficientExecutionStackException or OperationCanceledException => false,
        TypeInitializationException or TypeLoadException or MemberAccessException => false,
        _ => true,
    };

    /// <summary>Notes each thing that is wrong.</summary>
    /// <param name="faults">Takes them.</param>
    /// <param name="failure">What ended the reading; a fault of the body.</param>
    /// <param name="body">The body.</param>
    /// <param name="type">What it was read as.</param>
    /// <param name="hasPlaces">Whether the caller knows the body's lines; not where it was made of what they sent.</param>
    public static void Add(HttpFaults faults, Exception failure, ReadOnlySpan<byte> body, JsonTypeInfo type, bool hasPlaces = true)
    {
        if (failure is JsonException malformed)
            AddMalformed(faults, malformed, body, type, hasPlaces);
        else
            AddRefused(faults, body, type);
    }

    private static void AddMalformed(HttpFaults faults, JsonException failure, ReadOnlySpan<byte> body, JsonTypeInfo type, bool hasPlaces)
    {
        JsonReaderOptions options = JsonPlace.ReaderOptions(type);
        string position = hasPlaces && failure.LineNumber is { } line ? $" (line {line + 1}, byte {failure.BytePositionInLine + 1})" : "";
        if (!IsJson(body, options))
            faults.Add("body", failure.Path ?? "$", "is not valid JSON" + position);
        else if (!AddLack(faults, failure, body, options, type))
            faults.Add("body", failure.Path ?? "$", "has a value of the wrong type" + position);
    }

    private static bool AddLack(HttpFaults faults, JsonException failure, ReadOnlySpan<byte> body, JsonReaderOptions options, JsonTypeInfo type) =>
        PlaceOf(failure, body, options) is { } place
        && (AddMissing(faults, place, body, options, type) || AddUnknown(faults, place, body, options, type));

    /// <summary>Notes the members that an object has to have and lacks.</summary>
    private static bool AddMissing(HttpFaults faults, JsonPlace end, ReadOnlySpan<byte> body, JsonReaderOptions options, JsonTypeInfo type)
    {
        if (end.Type is not JsonTokenType.EndObject
            || JsonMemberTypes.DeclaredAt(body, options, end, type) is not { Kind: JsonTypeInfoKind.Object } declared)
        {
            return false;
        }

        JsonTypeInfo actual = JsonMemberTypes.Actual(body[end.Start..], options, declared);
        HashSet<string> there = NamesIn(body[end.Start..], options, type.Options.PropertyNameCaseInsensitive);
        bool isAny = false;
        foreach (JsonPropertyInfo property in actual.Properties)
        {
            if (!property.IsRequired || there.Contains(property.Name))
                continue;

            faults.Add("body", end.PathOf(property.Name), "is required");
            isAny = true;
        }

        return isAny;
    }

    /// <summary>Notes an object that names none of the types that it can be.</summary>
    private static bool AddUnknown(HttpFaults faults, JsonPlace place, ReadOnlySpan<byte> body, JsonReaderOptions options, JsonTypeInfo type)
    {
        // The serializer reads on to what is behind the name.
        if (place.Type is not (JsonTokenType.PropertyName or JsonTokenType.EndObject)
            || JsonMemberTypes.DeclaredAt(body, options, place, type) is not { PolymorphismOptions: { } polymorphism } declared
            || !JsonMemberTypes.NamesNone(body[place.Start..], options, declared))
        {
            return false;
        }

        faults.Add("body", place.Path, Discriminator(polymorphism));
        return true;
    }

    private static void AddRefused(HttpFaults faults, ReadOnlySpan<byte> body, JsonTypeInfo type)
    {
        JsonReaderOptions options = JsonPlace.ReaderOptions(type);
        if (Refused(body, options, type) is not { } place)
            faults.Add("body", "$", "has a value that its type refuses");
        else if (DiscriminatorAt(place, body, options, type) is { } expected)
            faults.Add("body", place.Path, expected);
        else
            faults.Add("body", place.Path, "has a value that its type refuses");
    }

    private static bool LacksDiscriminator(ReadOnlySpan<byte> body, JsonTypeInfo type)
    {
        JsonReaderOptions options = JsonPlace.ReaderOptions(type);
        return Refused(body, options, type) is { } place && DiscriminatorAt(place, body, options, type) is not null;
    }

    /// <summary>What a body has to say where the type is one of several; null where it is not.</summary>
    private static string? DiscriminatorAt(JsonPlace place, ReadOnlySpan<byte> body, JsonReaderOptions options, JsonTypeInfo type)
    {
        if (JsonMemberTypes.DeclaredAt(body, options, place, type) is not { PolymorphismOptions: { } polymorphism, Type.IsAbstract: true } declared
            || JsonMemberTypes.Actual(body[place.Start..], options, declared) != declared)
        {
            return null;
        }

        return polymorphism.DerivedTypes.Any(derived => derived.TypeDiscriminator is not null) ? Discriminator(polymorphism) : null;
    }

    private static string Discriminator(JsonPolymorphismOptions polymorphism)
    {
        IEnumerable<object?> names = polymorphism.DerivedTypes
            .Select(derived => derived.TypeDiscriminator is string name ? $"\"{name}\"" : derived.TypeDiscriminator)
            .Where(name => name is not null);
        return $"must begin with the member '{polymorphism.TypeDiscriminatorPropertyName}', which is one of {string.Join(", ", names)}";
    }

    /// <summary>
    /// Finds the place whose value the type refused, which its exception does not tell: the shortest beginning of the body that is refused as the
    /// whole of it is. Shorter ones are only cut off.
    /// </summary>
    private static JsonPlace? Refused(ReadOnlySpan<byte> body, JsonReaderOptions options, JsonTypeInfo type)
    {
        if (body.Length > LongestSearched)
            return null;

        List<int> starts = JsonPlace.Starts(body, options);
        byte[] beginning = new byte[body.Length + 1];
        int low = 0;
        int high = starts.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            int length = middle + 1 < starts.Count ? starts[middle + 1] : body.Length;

            // A number ends with what is behind it.
            body[..length].CopyTo(beginning);
            beginning[length] = (byte)' ';
            if (IsRefused(beginning.AsSpan(0, length + 1), type))
                high = middle;
            else
                low = middle + 1;
        }

        return low < starts.Count ? JsonPlace.Of(body, options, low) : null;
    }

    private static bool IsRefused(ReadOnlySpan<byte> json, JsonTypeInfo type)
    {
        try
        {
            JsonSerializer.Deserialize(json, type);
            return false;
        }
        catch (JsonException)
        {
            return false;
        }
        catch (Exception)
        {
            return true;
        }
    }

    /// <summary>What was read last; null where that cannot be told.</summary>
    private static JsonPlace? PlaceOf(JsonException failure, ReadOnlySpan<byte> body, JsonReaderOptions options)
    {
        if (failure is not { LineNumber: { } line, BytePositionInLine: { } column })
            return null;

        int offset = 0;
        for (; line > 0; line--)
        {
            int end = body[offset..].IndexOf((byte)'\n');
            if (end < 0)
                return null;
            offset += end + 1;
        }

        int index = JsonPlace.Starts(body, options).FindLastIndex(start => start < offset + column);
        return index < 0 ? null : JsonPlace.Of(body, options, index);
    }

    private static HashSet<string> NamesIn(ReadOnlySpan<byte> json, JsonReaderOptions options, bool ignoreCase)
    {
        HashSet<string> names = new(ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        Utf8JsonReader reader = new(json, options);
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            names.Add(JsonText.Read(ref reader));
            reader.Read();
            reader.Skip();
        }

        return names;
    }

    private static bool IsJson(ReadOnlySpan<byte> body, JsonReaderOptions options)
    {
        Utf8JsonReader reader = new(body, options);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
