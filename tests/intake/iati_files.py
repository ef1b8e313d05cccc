"""IATI activity files of several editions, written for the tests."""

from __future__ import annotations

TWO = """<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03">
 <iati-activity default-currency="EUR" xml:lang="fr">
  <iati-identifier> XX-1-001 </iati-identifier>
  <reporting-org ref="XX-1" type="10"><narrative>Agence de coopération</narrative></reporting-org>
  <title><narrative xml:lang="en">Local courts</narrative>
   <narrative>Tribunaux locaux</narrative></title>
  <description type="1"><narrative>Former les juges</narrative></description>
  <description type="2"><narrative>Dans six provinces</narrative></description>
  <participating-org role="1"><narrative>Trésor</narrative></participating-org>
  <participating-org role="4"><narrative>Ministère de la Justice</narrative></participating-org>
  <activity-status code="3"/>
  <activity-date type="1" iso-date="2020-01-01Z"/>
  <activity-date type="2" iso-date="2020-02-01T00:00:00+01:00"/>
  <activity-date type="3" iso-date="2023-12-31+02:00"/>
  <recipient-country code="BI" percentage="30"/><recipient-country code="ML" percentage="70"/>
  <sector vocabulary="1" code="15140" percentage="40"/>
  <sector code="15130" percentage="60"/>
  <sector vocabulary="99" code="A7"/>
  <policy-marker vocabulary="1" code="1" significance="2"/>
  <policy-marker vocabulary="99" code="7" significance="1"/>
  <budget type="1"><period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>
   <value value-date="2020-01-01">100</value></budget>
  <budget type="2"><period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>
   <value value-date="2020-01-01">150.50</value></budget>
  <budget><period-start iso-date="2021-01-01"/><period-end iso-date="2021-12-31"/>
   <value value-date="2021-01-01">-50</value></budget>
  <budget><period-start iso-date="2022-01-01"/><period-end iso-date="2022-12-31"/>
   <value currency="USD" value-date="2022-01-01">1000</value></budget>
  <transaction><transaction-type code="2"/><value>9</value></transaction>
 </iati-activity>
 <iati-activity default-currency="USD">
  <iati-identifier>XX-1-002</iati-identifier>
  <reporting-org ref="XX-1"><narrative>Agency</narrative></reporting-org>
  <title><narrative>Total sanitation</narrative></title>
  <participating-org role="3"><narrative>Ministry of Water</narrative></participating-org>
  <participating-org role="2"><narrative>Ministry of Health</narrative></participating-org>
  <activity-status code="1"/>
  <transaction><transaction-type code="2"/><value>1,000</value>
   <sector vocabulary="2" code="140"/><recipient-country code="KE"/></transaction>
  <transaction><transaction-type code="2"/><value>-200</value></transaction>
  <transaction><transaction-type code="3"/><value>5</value></transaction>
 </iati-activity>
 <iati-activity>
  <iati-identifier>XX-1-003</iati-identifier>
  <reporting-org ref="XX-1"><narrative>Agency</narrative></reporting-org>
  <title><narrative>Radio</narrative></title>
  <sector vocabulary="99" code="A9"/>
  <transaction><transaction-type code="4"/><value currency="USD">70</value></transaction>
 </iati-activity>
</iati-activities>
"""

ONE = """<iati-activities version="1.05">
 <iati-activity default-currency="GBP" xml:lang="en">
  <reporting-org ref="GB-1" type="10">Department</reporting-org>
  <iati-identifier>GB-1-55</iati-identifier>
  <title xml:lang="fr">Police de proximité</title>
  <title xml:lang="en">Community police</title>
  <participating-org role="Implementing" ref="X">Ministry of Interior</participating-org>
  <activity-date type="start-planned" iso-date="2011-04-01"/>
  <activity-date type="end-planned">2014-03-31</activity-date>
  <activity-status code="2">Implementation</activity-status>
  <recipient-country code="SL">Sierra Leone</recipient-country>
  <sector vocabulary="DAC" code="15210" percentage="100">Security</sector>
  <transaction><transaction-type code="C"/><value currency="GBP">2500</value></transaction>
 </iati-activity>
</iati-activities>
"""
