namespace AsyncJobs.Sam;

/// <summary>The codes of what can be wrong; docs/rules has a page for each.</summary>
internal static class ErrorCodes
{
    public const string CommandLine = "AJ2001";
    public const string Assembly = "AJ2002";
    public const string NewerManifest = "AJ2003";
    public const string Malformed = "AJ2004";
    public const string NotOurs = "AJ2005";
    public const string Api = "AJ2006";
    public const string Runtime = "AJ2007";
    public const string Authorizers = "AJ2008";
    public const string File = "AJ2009";
    public const string PayloadBucket = "AJ2010";
    public const string Expiration = "AJ2011";
    public const string UnknownAuthorizer = "AJ2012";
    public const string NoRoutes = "AJ2013";
    public const string DuplicateName = "AJ2014";
    public const string Unchecked = "AJ2015";
    public const string Unexpected = "AJ2016";
    public const string OtherOwner = "AJ2017";
    public const string CorsOfApi = "AJ2018";
    public const string OtherOrigins = "AJ2019";
    public const string OtherPurge = "AJ2021";
    public const string NobodyCounted = "AJ2022";
    public const string UnknownStart = "AJ2023";
    public const string NameRemoved = "AJ2024";
    public const string KmsKey = "AJ2025";
    public const string NoStatus = "AJ2026";
    public const string FileWithoutBucket = "AJ2027";
    public const string KeyUnusable = "AJ2028";
    public const string CapacityProvider = "AJ2029";
    public const string OtherLists = "AJ2030";
    public const string TwoIndexes = "AJ2031";
    public const string NobodyLists = "AJ2032";
    public const string ListRoute = "AJ2033";
    public const string RetryElsewhere = "AJ2034";
    public const string AssemblyName = "AJ2036";
    public const string EditsRemoved = "AJ2037";
    public const string StackSize = "AJ2038";
    public const string FunctionSize = "AJ2039";
    public const string Streaming = "AJ2040";
    public const string OtherCallbacks = "AJ2041";
    public const string EditsNotCopied = "AJ2042";
    public const string WorkersReplaced = "AJ2043";
}
