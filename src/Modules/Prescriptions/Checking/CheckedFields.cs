namespace Mingsuan.Prescriptions.Checking;

/// <summary>D001 的字段表 — as the interface lists them. (nhsa §15.2)</summary>
internal static class CheckedFields
{
    /// <summary>Who the patient is, proven now and not kept.</summary>
    public static readonly IReadOnlyList<RxField> Credential = RxField.Of(
        "mdtrtCertType* c3", "mdtrtCertNo c50", "cardSn c32", "ecToken c64", "authNo c100");

    public static readonly IReadOnlyList<RxField> Root = RxField.Of(
        "bizTypeCode* c3", "rxExraAttrCode c3", "insuPlcNo c6", "mdtrtareaNo c6", "hospRxno* c40", "initRxno c40",
        "rxTypeCode* c3", "prscTime* d", "rxDrugCnt* n16.4", "rxUsedWayCodg c20", "rxUsedWayName c40", "rxFrquCodg c20",
        "rxFrquName c40", "rxDosunt c20", "rxDoscnt n16.2", "rxDrordDscr c400", "valiDays* n10.0", "valiEndTime* d",
        "reptFlag c3", "maxReptCnt n3.0", "reptdCnt n3.0", "minInrvDays n3.0", "rxCotnFlag c3", "longRxFlag c3");

    public static readonly IReadOnlyList<RxField> Drug = RxField.Of(
        "medListCodg* c50", "fixmedinsHilistId c30", "hospPrepFlag c3", "rxItemTypeCode* c30", "rxItemTypeName c100",
        "tcmdrugTypeCode c30", "tcmdrugTypeName c20", "tcmherbFoote c200", "mednTypeCode c100", "mednTypeName c100",
        "mainMedcFlag c3", "urgtFlag c3", "basMednFlag c3", "impDrugFlag c3", "otcFlag c3", "drugGenname* c100",
        "drugDosform* c30", "drugSpec* c40", "drugProdname c255", "prdrName c100", "medcWayCodg c10",
        "medcWayDscr c100", "medcBegntime* d", "medcEndtime* d", "medcDays* n8.2",
        "sinDosunt c20", "sinDoscnt n16.4", "usedFrquCodg c10",
        "usedFrquName c30", "drugDosunt* c20", "drugCnt* n16.4", "drugPric n16.6", "drugSumamt n16.2",
        "hospApprFlag* c3", "selfPayRea c6", "realDscr c1000", "drugTotlcnt n16.4", "drugTotlcntEmp c40");

    public static readonly IReadOnlyList<RxField> Visit = RxField.Of(
        "fixmedinsName* c200", "fixmedinsCode* c20", "mdtrtId* c30", "medType* c6", "iptOtpNo* c30", "otpIptFlag c3",
        "psnNo* c30", "patnName* c40", "psnCertType* c6", "certno* c50", "patnAge* n4.1", "patnHgt n6.2", "patnWt n6.2",
        "gend* c6", "birctrlType c6", "birctrlMatnDate c20", "matnType c6", "gesoVal n2.0", "nwbFlag c3", "nwbAge c20",
        "suckPrdFlag n3.0", "algsHis c1000", "prscDeptName* c50", "prscDeptCode* c30", "drCode* c20", "prscDrName* c50",
        "prscDrCertType c6", "prscDrCertno c50", "drProfttlCodg c20", "drProfttlName c20", "drDeptCode* c30",
        "drDeptName* c50", "caty c6", "mdtrtTime* d", "diseCodg c30", "diseName c500", "spDiseFlag* c3",
        "maindiagCode* c30", "maindiagName* c100", "diseCondDscr c2000", "hiFeesetlType c6", "hiFeesetlName c20",
        "rgstFee n16.2", "medfeeSumamt n16.2", "fstdiagFlag c3");

    public static readonly IReadOnlyList<RxField> Diagnosis = RxField.Of(
        "diagType* c3", "maindiagFlag* c3", "diagSrtNo* n2.0", "diagCode* c30", "diagName* c100", "diagDept* c50",
        "diagDeptCode* c20", "diagDrNo* c30", "diagDrName* c50", "diagTime* d", "tcmDiseCode c30", "tcmDiseName c300",
        "tcmsympCode c30", "tcmsymp c300");
}
