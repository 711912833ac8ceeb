using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Manifest;

/// <summary>Reads the manifest out of an assembly without loading it.</summary>
internal static class ManifestReader
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <exception cref="TemplateException">It is no assembly, or was made by another version of the generator.</exception>
    public static AssemblyManifest Read(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using PEReader image = new(file);
            if (!image.HasMetadata || image.GetMetadataReader() is not { IsAssembly: true } reader)
                throw NoAssembly(path);
            return Read(reader);
        }
        catch (BadImageFormatException)
        {
            throw NoAssembly(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TemplateException(ErrorCodes.Assembly, $"The assembly cannot be read: {exception.Message}") { File = path };
        }
    }

    private static AssemblyManifest Read(MetadataReader reader)
    {
        AppManifest? app = null;
        Dictionary<string, string> settings = [];
        List<JobManifest> jobs = [];
        Version? framework = null;
        foreach (CustomAttributeHandle handle in reader.GetAssemblyDefinition().GetCustomAttributes())
        {
            CustomAttribute attribute = reader.GetCustomAttribute(handle);
            switch (TypeOf(reader, attribute))
            {
                case "System.Runtime.Versioning.TargetFrameworkAttribute":
                    framework = VersionOf(Text(reader, attribute, 0));
                    break;
                case "System.Reflection.AssemblyMetadataAttribute" when Text(reader, attribute, 0) == ManifestNames.App:
                    app = Parse<AppManifest>(Text(reader, attribute, 1));
                    break;
                case "System.Reflection.AssemblyMetadataAttribute" when Text(reader, attribute, 0) == ManifestNames.Job:
                    jobs.Add(Parse<JobManifest>(Text(reader, attribute, 1)));
                    break;
                case "System.Reflection.AssemblyMetadataAttribute" when Text(reader, attribute, 0)
                    is ManifestNames.Owner or ManifestNames.CorsOrigins or ManifestNames.Purge or ManifestNames.Status or ManifestNames.Streaming
                    or ManifestNames.MaxUnfinishedPerOwner or ManifestNames.MaxStartsPerMinutePerOwner
                    or ManifestNames.MaxStreamsPerOwner
                    or ManifestNames.List or ManifestNames.ListAll or ManifestNames.Functions
                    or ManifestNames.CallbackHosts or ManifestNames.WebhookSecret:
                    settings[Text(reader, attribute, 0)!] = Text(reader, attribute, 1) ?? "";
                    break;
            }
        }

        if (jobs.Count == 0)
            app = null;
        else
            app ??= new AppManifest { Manifest = ManifestNames.Version, Namespace = "" };
        jobs.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        return new AssemblyManifest(reader.GetString(reader.GetAssemblyDefinition().Name), framework, app, jobs) { Settings = settings };
    }

    private static T Parse<T>(string? json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json ?? "");
            int version = document.RootElement.GetProperty("manifest").GetInt32();
            if (version > ManifestNames.Version)
            {
                throw new TemplateException(
                    ErrorCodes.NewerManifest,
                    $"The assembly was built by a newer generator: its manifest has version {version}, "
                    + $"and this AsyncJobs.Template reads up to {ManifestNames.Version}. "
                    + "Both come with the package AsyncJobs: give all projects the same version of it, delete the folders bin and obj, and restore.");
            }

            return document.Deserialize<T>(s_json)!;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new TemplateException(
                ErrorCodes.Assembly,
                $"The manifest of the jobs in the assembly cannot be read: {exception.Message} Rebuild the project.");
        }
    }

    private static string? TypeOf(MetadataReader reader, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind is not HandleKind.MemberReference)
            return null;

        EntityHandle parent = reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        if (parent.Kind is not HandleKind.TypeReference)
            return null;

        TypeReference type = reader.GetTypeReference((TypeReferenceHandle)parent);
        return $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }

    private static string? Text(MetadataReader reader, CustomAttribute attribute, int index)
    {
        BlobReader blob = reader.GetBlobReader(attribute.Value);
        blob.ReadUInt16();
        while (index-- > 0)
            blob.ReadSerializedString();
        return blob.ReadSerializedString();
    }

    private static Version? VersionOf(string? framework)
    {
        const string Prefix = ".NETCoreApp,Version=v";
        return framework?.StartsWith(Prefix, StringComparison.Ordinal) == true
            && Version.TryParse(framework[Prefix.Length..], out Version? version)
            ? version
            : null;
    }

    private static TemplateException NoAssembly(string path) => new(ErrorCodes.Assembly, "The file is not a .NET assembly.") { File = path };
}
