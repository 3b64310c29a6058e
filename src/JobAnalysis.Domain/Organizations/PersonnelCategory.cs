namespace JobAnalysis.Domain.Organizations;

/// <summary>人員類別: which law appoints the person, hence which grade system and tier rule apply (decisions 2, 3).</summary>
public enum PersonnelCategory
{
    /// <summary>任用, 公務人員任用法: the only category with 官等職等 and 職系.</summary>
    Appointed,

    /// <summary>聘用, 聘用人員聘用條例.</summary>
    Contract,

    /// <summary>約僱.</summary>
    FixedTerm,

    /// <summary>警察, 警察人員人事條例.</summary>
    Police,

    /// <summary>醫事, 醫事人員人事條例.</summary>
    Medical,

    /// <summary>關務, 關務人員人事條例.</summary>
    Customs,

    /// <summary>政務.</summary>
    Political,

    /// <summary>機要.</summary>
    Confidential,

    /// <summary>技工、工友.</summary>
    Worker,
}
