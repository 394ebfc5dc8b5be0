namespace Mingsuan.Gateway.Routing;

/// <summary>
/// 服务/方法地址 — the paths of the third URL style. Their odd spellings are those of the installed clients and are kept.
/// </summary>
internal static class ServicePaths
{
    private const string Catalogue = "catalogdownservice/downCatalog";

    private static readonly Dictionary<string, string[]> ByPath = new(StringComparer.OrdinalIgnoreCase)
    {
        ["fsiPsnInfoService/queryPsnInfo"] = ["1101"],
        ["fsiFixMedInsService/queryFixMedIns"] = ["1201"],
        ["catalogqueryservice/queryNatyPreparedByPage"] = ["1304"],
        ["catalogqueryservice/queryHilist"] = ["1312"],
        ["catalogqueryservice/queryMedinsHilistMapByPage"] = ["1316"],
        ["catalogqueryservice/queryMedListMapByPage"] = ["1317"],
        ["catalogqueryservice/queryLmtprcByPage"] = ["1318"],
        ["catalogqueryservice/querySelfpayByPage"] = ["1319"],
        ["catalogqueryservice/queryDataDic"] = ["1901"],
        ["hsecfc/localQrCodeQuery"] = ["1162", "9999"],
        ["fsiPsnPriorityInfoService/queryPsnPriorityInfo"] = ["2001"],
        ["outpatientDocInfoService/outpatientRregistration"] = ["2201"],
        ["outpatientDocInfoService/outpatientRegistrationCancel"] = ["2202"],
        ["outpatientDocInfoService/outpatientMdtrtinfoUp"] = ["2203"],
        ["outpatientDocInfoService/outpatientMdtrtinfoUpA"] = ["2203A"],
        ["outpatientDocInfoService/outpatientFeeListUp"] = ["2204"],
        ["outpatientDocInfoService/outpatientFeeListUpCancel"] = ["2205"],
        ["outpatientSettleService/preSettletment"] = ["2206"],
        ["outpatientSettleService/preSettletmentA"] = ["2206A"],

        // The old clients settle (2207) where the new ones settle with 2207A.
        ["outpatientSettleService/saveSettletment"] = ["2207", "2207A"],
        ["outpatientSettleService/saveSettletmentV2"] = ["2207"],
        ["outpatientSettleService/cancleSettletment"] = ["2208"],
        ["reverseService/revsMethod"] = ["2601"],
        ["fsiOpspRegEvtService/addEvtInfo"] = ["2503"],
        ["fsiOpspRegEvtService/revokeReg"] = ["2504"],
        ["fsiPsnFixedRegEvtService/addEvtInfo"] = ["2505"],
        ["fsiPsnFixedRegEvtService/revokeReg"] = ["2506"],
        ["riskConService/beforeAnalyze"] = ["3101"],
        ["riskConService/courseAnalyze"] = ["3102"],
        ["ybSettlementStmtService/stmtTotal"] = ["3201"],
        ["ybSettlementStmtService/stmtDetail"] = ["3202"],
        ["catalogCompService/catalogCompUp"] = ["3301"],
        ["catalogCompService/deleteCatalogCompAudited"] = ["3302"],
        ["department/saveDepartmentManageInfo"] = ["3401"],
        ["department/saveDepartmentManageBatch"] = ["3401A"],
        ["department/modifyDepartmentInfo"] = ["3402"],
        ["department/pauseDepartmentInfo"] = ["3403"],
        ["goodsService/goodsUpload"] = ["3501"],
        ["goodsService/goodsUpdate"] = ["3502"],
        ["goodsService/goodsBuy"] = ["3503"],
        ["goodsService/goodsBuyReturn"] = ["3504"],
        ["goodsService/goodsSell"] = ["3505"],
        ["goodsService/goodsSellReturn"] = ["3506"],
        ["goodsService/goodsInfoDelete"] = ["3507"],
        ["medinfoupload/setllistinfoupld"] = ["4101"],
        ["medinfoupload/setllistinfoupldA"] = ["4101A"],
        ["medinfoupload/queryQltctrlProblemPage"] = ["4104"],
        ["medinfoupload/ownpaypatnmdtrtupld"] = ["4201"],
        ["outemergency/addFixmedinsOtpTrt"] = ["4301"],
        ["outemergency/addFixmedinsEmerObhos"] = ["4302"],
        ["fsiIntegratedQueryService/queryFixmedinsDept"] = ["5101"],
        ["fsiIntegratedQueryService/queryFixmedinsPracPsn"] = ["5102"],
        ["fsiIntegratedQueryService/queryMdtrtInfo"] = ["5201"],
        ["fsiIntegratedQueryService/querySetlDiseList"] = ["5202"],
        ["fsiIntegratedQueryService/querySetlInfo"] = ["5203"],
        ["fsiIntegratedQueryService/queryFeeList"] = ["5204"],
        ["fsiIntegratedQueryService/querypsnmedcrcd"] = ["5205"],
        ["fsiIntegratedQueryService/queryFixmedinsPracPsnSum"] = ["5206"],
        ["fsiIntegratedQueryService/queryPsnOpspReg"] = ["5301"],
        ["fsiIntegratedQueryService/query"] = ["5302"],
        ["fsiIntegratedQueryService/queryInhospInfo"] = ["5303"],
        ["fsiIntegratedQueryService/queryTranferhospRegis"] = ["5304"],
        ["mutualRecognitionResultQueryService/queryProMutualRecognitionInfo"] = ["5401"],
        ["mutualRecognitionResultQueryService/queryRptdetailinfo"] = ["5402"],
        ["signInSignOutService/signIn"] = ["9001"],
        ["signInSignOutService/signOut"] = ["9002"],
        ["fileupload/upload"] = ["9101"],
        ["fileupload/download"] = ["9102"],
    };

    /// <summary>
    /// The transactions that a path below the base may carry: none for the single URL (any may), an empty list for an
    /// address that does not exist.
    /// </summary>
    public static IReadOnlyList<string>? Of(string? rest)
    {
        var path = (rest ?? "").Trim().Trim('/').Trim();
        if (path.Length == 0 || path.Equals("callFsiService/callService", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (IsInfno(path))
        {
            return [path.ToUpperInvariant()];
        }

        if (path.StartsWith(Catalogue, StringComparison.OrdinalIgnoreCase) && IsInfno(path[Catalogue.Length..]))
        {
            return [path[Catalogue.Length..].ToUpperInvariant()];
        }

        return ByPath.GetValueOrDefault(path, []);
    }

    /// <summary>The service paths of a transaction.</summary>
    public static IReadOnlyList<string> To(string infno) =>
        [.. ByPath.Where(one => one.Value.Contains(infno)).Select(one => one.Key).Order(StringComparer.Ordinal)];

    private static bool IsInfno(string text) => text.Length is >= 4 and <= 6
        && char.IsAsciiDigit(text[0])
        && text[..4].All(char.IsAsciiDigit)
        && text[4..].All(char.IsAsciiLetterOrDigit);
}
